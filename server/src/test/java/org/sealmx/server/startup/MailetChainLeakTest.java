package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.server.startup.Chains.DELIVER;
import static org.sealmx.server.startup.Chains.ERROR;
import static org.sealmx.server.startup.Chains.RECIPIENT;
import static org.sealmx.server.startup.Chains.RESOLVE;
import static org.sealmx.server.startup.Chains.ROOT;
import static org.sealmx.server.startup.Chains.SEAL;
import static org.sealmx.server.startup.Chains.mailet;
import static org.sealmx.server.startup.Chains.processor;
import static org.sealmx.server.startup.Chains.toProcessor;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.server.config.StartUpException;

/** Everything that could take a message out of the process unencrypted. */
class MailetChainLeakTest {

    private static final String STORE =
            mailet("ToRepository", "<repositoryPath>memory://var/mail/error/</repositoryPath>");

    private static void shouldBeRefused(String processor, String mailet, String... processors) {
        assertThatThrownBy(() -> Chains.check(processors))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith(
                        "mailetcontainer.xml: processor '" + processor + "': " + mailet + " might store")
                .hasMessageContaining("trusted-mailets")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LocalDelivery",
                "RemoteDelivery",
                "ToRepository",
                "ToSenderFolder",
                "LogMessage",
                "StripAttachment",
                "Bounce",
                "DSNBounce",
                "NotifyPostmaster",
                "Forward",
                "Resend",
                "Redirect",
                "ServerTime",
                "Sieve",
                "SerialiseToHTTP",
                "RecipientRewriteTable",
                "VacationMailet",
                "AmqpForwardAttribute",
                "smime.Null",
                ""
            })
    void checkShouldRefuseWhenRootHoldsAMailetThatIsNotKnownToBeHarmless(String name) {
        String qualified = name.contains(".") ? name : "org.apache.james.transport.mailets." + name;
        shouldBeRefused("root", qualified, processor("root", mailet(name) + RESOLVE), RECIPIENT, ERROR);
    }

    @Test
    void checkShouldRefuseWhenTheMailetIsFullyQualified() {
        shouldBeRefused(
                "root",
                "org.apache.james.transport.mailets.LocalDelivery",
                processor("root", mailet("org.apache.james.transport.mailets.LocalDelivery") + RESOLVE),
                RECIPIENT,
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenAMailetIsUnknown() {
        shouldBeRefused(
                "recipient",
                "com.example.Archive",
                ROOT,
                processor("recipient", mailet("com.example.Archive") + SEAL + DELIVER),
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenAMailetOnlyHasTheNameOfAHarmlessOne() {
        shouldBeRefused(
                "recipient",
                "com.example.Null",
                ROOT,
                processor("recipient", mailet("com.example.Null") + SEAL + DELIVER),
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenTheRecipientProcessorStoresAfterSealing() {
        shouldBeRefused(
                "recipient",
                "org.apache.james.transport.mailets.ToRepository",
                ROOT,
                processor("recipient", SEAL + DELIVER + STORE),
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenTheErrorProcessorStores() {
        shouldBeRefused(
                "error", "org.apache.james.transport.mailets.ToRepository", ROOT, RECIPIENT, processor("error", STORE));
    }

    @Test
    void checkShouldRefuseWhenAProcessorThatRootLeadsToStores() {
        shouldBeRefused(
                "spam",
                "org.apache.james.transport.mailets.ToRepository",
                processor("root", toProcessor("spam") + RESOLVE),
                processor("spam", STORE),
                RECIPIENT,
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenAProcessorStoresThatIsReachedInTwoHops() {
        shouldBeRefused(
                "spam",
                "org.apache.james.transport.mailets.ToRepository",
                ROOT,
                processor("recipient", toProcessor("hop") + SEAL + DELIVER),
                processor(
                        "hop",
                        mailet("org.apache.james.transport.mailets.ToProcessor", "<processor> spam </processor>")),
                processor("spam", STORE),
                ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onMailetException", "onMatchException"})
    void checkShouldRefuseWhenAnExceptionLeadsToAProcessorThatStores(String parameter) {
        shouldBeRefused(
                "failed",
                "org.apache.james.transport.mailets.ToRepository",
                ROOT,
                processor(
                        "recipient",
                        mailet("SetMimeHeader", "<" + parameter + ">failed</" + parameter + ">") + SEAL + DELIVER),
                processor("failed", STORE),
                ERROR);
    }

    /** James looks up the processor in lower case. */
    @ParameterizedTest
    @ValueSource(strings = {"onMailetException", "onMatchException"})
    void checkShouldRefuseWhenAnExceptionLeadsToAProcessorThatStoresInAnotherCase(String parameter) {
        shouldBeRefused(
                "failed",
                "org.apache.james.transport.mailets.ToRepository",
                ROOT,
                processor(
                        "recipient",
                        mailet("SetMimeHeader", "<" + parameter + ">Failed</" + parameter + ">") + SEAL + DELIVER),
                processor("Failed", mailet("Null")),
                processor("failed", STORE),
                ERROR);
    }

    /** A word that has a meaning for James in one place is the name of a processor in another. */
    @ParameterizedTest
    @CsvSource({
        "onMailetException, nomatch",
        "onMailetException, matchall",
        "onMatchException, ignore",
        "processor, ignore",
        "processor, propagate",
        "processor, nomatch"
    })
    void checkShouldRefuseWhenAProcessorThatStoresIsNamedLikeAWordOfJames(String parameter, String state) {
        String mailet = parameter.equals("processor") ? "ToProcessor" : "SetMimeHeader";
        shouldBeRefused(
                state,
                "org.apache.james.transport.mailets.ToRepository",
                ROOT,
                processor(
                        "recipient",
                        mailet(mailet, "<" + parameter + ">" + state + "</" + parameter + ">") + SEAL + DELIVER),
                processor(state, STORE),
                ERROR);
    }

    @Test
    void checkShouldAcceptWhenAProcessorStoresThatNoMailGetsTo() {
        assertThatCode(() -> Chains.check(ROOT, RECIPIENT, ERROR, processor("relay", STORE)))
                .doesNotThrowAnyException();
    }

    @Test
    void checkShouldAcceptWhenTheOperatorVouchesForTheMailet() {
        assertThatCode(() -> Chains.check(
                        Set.of("com.example.Archive"),
                        ROOT,
                        processor("recipient", mailet("com.example.Archive") + SEAL + DELIVER),
                        ERROR))
                .doesNotThrowAnyException();
    }

    @Test
    void checkShouldStillWantSealingWhenTheOperatorVouchesForAMailet() {
        assertThatThrownBy(() -> Chains.check(
                        Set.of("com.example.Archive"),
                        ROOT,
                        processor("recipient", mailet("com.example.Archive") + DELIVER),
                        ERROR))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("EncryptForRecipient");
    }
}
