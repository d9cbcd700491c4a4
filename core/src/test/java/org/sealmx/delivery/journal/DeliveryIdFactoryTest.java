package org.sealmx.delivery.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.directory.Route;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.SealingShare;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

class DeliveryIdFactoryTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final ReversePath SENDER = TestDeliveries.SENDER;
    private static final EmailAddress MAILBOX = TestDeliveries.ALICE;

    private final DeliveryIdFactory factory = new DeliveryIdFactory(KEY);

    private DeliveryId idOf(ReversePath sender, String message, EmailAddress mailbox) {
        return factory.idOf(TestDeliveries.transaction(sender, message), mailbox);
    }

    @Test
    void idOfShouldBeTheSameWhenTheSameMessageComesAgain() {
        DeliveryId first = idOf(SENDER, "text", MAILBOX);
        Transaction retry = new Transaction(
                "another", SENDER, ReceivedMessage.of("text".getBytes(US_ASCII)), new SealingShare(), "another time");

        assertThat(new DeliveryIdFactory(KEY).idOf(retry, MAILBOX)).isEqualTo(first);
    }

    @Test
    void idOfShouldBeTheSameWhenTheMailboxIsWrittenInAnotherCase() {
        assertThat(idOf(SENDER, "text", EmailAddress.of("ALICE@Example.ORG"))).isEqualTo(idOf(SENDER, "text", MAILBOX));
    }

    @Test
    void idOfShouldDifferWhenTheMessageDiffers() {
        assertThat(idOf(SENDER, "texu", MAILBOX)).isNotEqualTo(idOf(SENDER, "text", MAILBOX));
    }

    @Test
    void idOfShouldDifferWhenTheMailboxDiffers() {
        assertThat(idOf(SENDER, "text", EmailAddress.of("alicf@example.org")))
                .isNotEqualTo(idOf(SENDER, "text", MAILBOX));
    }

    @Test
    void idOfShouldDifferWhenTheSenderDiffers() {
        ReversePath another = ReversePath.of(EmailAddress.of("sendes@example.com"));

        assertThat(idOf(another, "text", MAILBOX)).isNotEqualTo(idOf(SENDER, "text", MAILBOX));
        assertThat(idOf(ReversePath.nullPath(), "text", MAILBOX)).isNotEqualTo(idOf(SENDER, "text", MAILBOX));
    }

    @Test
    void idOfShouldDifferWhenTheKeyDiffers() {
        byte[] another = KEY.clone();
        another[31]++;

        assertThat(new DeliveryIdFactory(another).idOf(TestDeliveries.transaction(SENDER, "text"), MAILBOX))
                .isNotEqualTo(idOf(SENDER, "text", MAILBOX));
    }

    @Test
    void constructorShouldRefuseWhenTheKeyIsShort() {
        assertThatThrownBy(() -> new DeliveryIdFactory(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32");
    }

    @Test
    void idOfShouldBeSixtyFourHexDigitsWhenItIsWritten() {
        assertThat(idOf(SENDER, "text", MAILBOX).toString()).matches("[0-9a-f]{64}");
    }

    @Test
    void deliveryIdShouldBeRefusedWhenItIsNotHexadecimal() {
        assertThatThrownBy(() -> new DeliveryId("A".repeat(64))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeliveryId("a".repeat(63))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Each account that forwards to an address has a certificate of its own. */
    @Test
    void idOfAForwardShouldDependOnItsAccount() {
        Route alice = TestDeliveries.route("alice@example.org", TestKeys.curve25519()::evaluate);
        Route bob = TestDeliveries.route("bob@example.org", TestKeys.curve25519()::evaluate);
        DeliveryId ofAlice = idOf(TestDeliveries.remote(alice, "far@elsewhere.example"));
        assertThat(ofAlice)
                .isEqualTo(idOf(TestDeliveries.remote(alice, "FAR@elsewhere.example")))
                .isNotEqualTo(idOf(TestDeliveries.remote(bob, "far@elsewhere.example")))
                .isNotEqualTo(idOf(TestDeliveries.remote(alice, "near@elsewhere.example")))
                .isNotEqualTo(idOf(alice));
        assertThat(idOf(alice)).isEqualTo(idOf(TestDeliveries.SENDER, TestDeliveries.MESSAGE, alice.mailbox()));
    }

    private DeliveryId idOf(Route route) {
        try (DeliveryLedger.Entry entry = new DeliveryLedger()
                .open(TestDeliveries.transaction(), route.mailbox(), TestDeliveries.accept(route))) {
            return factory.idOf(TestDeliveries.openRun(entry, route));
        }
    }
}
