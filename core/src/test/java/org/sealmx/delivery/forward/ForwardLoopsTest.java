package org.sealmx.delivery.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.directory.Route;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;

class ForwardLoopsTest {

    private static final TestKey KEY = TestKeys.curve25519();
    private static final Route LOCAL = TestDeliveries.route("alice@example.org", KEY::evaluate);
    private static final Route FORWARD = TestDeliveries.remote(LOCAL, "alice@elsewhere.example");
    private static final String REST = "Subject: x\r\n\r\nDelivered-To: alice@example.org\r\n";

    private final ForwardLoops loops = new ForwardLoops(3);

    private String problem(String header, Route... routes) {
        return problem("Alice@Example.org", header, routes);
    }

    private String problem(String recipient, String header, Route... routes) {
        Verdict.Accept verdict = new Verdict.Accept(
                List.of(routes).stream().map(TestDeliveries::decision).toList(), List.of());
        try (DeliveryLedger.Entry entry = new DeliveryLedger()
                .open(
                        TestDeliveries.transaction(TestDeliveries.SENDER, header + REST),
                        EmailAddress.of(recipient),
                        verdict)) {
            Optional<Refusal> refusal = loops.problemWith(entry.delivery(), verdict);
            return refusal.map(r -> r.cause() + " " + r.reply().code() + " "
                            + r.reply().status() + " " + r.reply().text())
                    .orElse("none");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Delivered-To: alice@example.org\r\n",
                "delivered-to:ALICE@EXAMPLE.ORG\r\n",
                "Delivered-To:\r\n alice@example.org \r\n",
                "Delivered-To: bob@example.org\r\nReceived: x\r\nDelivered-To: alice@example.org\r\n"
            })
    void messageThatWasDeliveredToTheRecipientShouldBeRefused(String header) {
        assertThat(problem(header, FORWARD))
                .startsWith("FORWARD_LOOP 554 5.4.6 ")
                .contains("loop");
        // what is here has had its copy the first time
        assertThat(problem(header, LOCAL, FORWARD)).startsWith("FORWARD_LOOP 554 5.4.6 ");
    }

    @Test
    void addressesOutsideAsciiShouldBeFoundAsWell() {
        assertThat(problem("jürgen@example.org", "Delivered-To: jürgen@example.org\r\n", FORWARD))
                .startsWith("FORWARD_LOOP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Delivered-To: alice@elsewhere.example\r\n",
                "Delivered-To: bob@example.org\r\n",
                "Delivered-To: alice@example.org.example\r\n",
                "X-Delivered-To: alice@example.org\r\n",
                "Delivered-To: nonsense\r\n",
                "To: alice@example.org\r\n"
            })
    void messageThatHasNotBeenHereShouldGoOn(String header) {
        assertThat(problem(header, FORWARD)).isEqualTo("none");
    }

    @Test
    void messageThatHasPassedTooManyServersShouldBeRefused() {
        assertThat(problem("Received: x\r\n".repeat(3), FORWARD)).isEqualTo("none");
        assertThat(problem("Received: x\r\n".repeat(4), FORWARD)).startsWith("FORWARD_LOOP 554 5.4.6 ");
    }

    /** A mailbox ends every loop. */
    @Test
    void mailThatStaysHereShouldNotBeRefused() {
        assertThat(problem("Delivered-To: alice@example.org\r\n", LOCAL)).isEqualTo("none");
        assertThat(problem("Received: x\r\n".repeat(9), LOCAL)).isEqualTo("none");
    }

    @Test
    void limitShouldBeAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ForwardLoops(0));
    }
}
