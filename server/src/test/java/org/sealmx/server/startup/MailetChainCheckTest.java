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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.server.config.StartUpException;

/** The place of the sealing in the chain. */
class MailetChainCheckTest {

    private static void shouldBeRefused(String because, String... processors) {
        assertThatThrownBy(() -> Chains.check(processors))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("mailetcontainer.xml: ")
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }

    private static void shouldBeAccepted(String... processors) {
        assertThatCode(() -> Chains.check(processors)).doesNotThrowAnyException();
    }

    @Test
    void checkShouldAcceptWhenEveryMessageIsSealedBeforeItIsDelivered() {
        shouldBeAccepted(ROOT, RECIPIENT, ERROR);
    }

    @Test
    void checkShouldAcceptWhenHarmlessMailetsComeBeforeAndAfterSealing() {
        shouldBeAccepted(
                processor("root", mailet("RecipientToLowerCase") + RESOLVE),
                processor("recipient", mailet("SetMimeHeader") + SEAL + mailet("SetMailAttribute") + DELIVER),
                ERROR);
    }

    @Test
    void checkShouldAcceptWhenResolveAliasesNamesAnotherProcessor() {
        shouldBeAccepted(
                processor("root", mailet("org.sealmx.mailets.ResolveAliases", "<processor>sealing</processor>")),
                processor("sealing", SEAL + DELIVER),
                ERROR);
    }

    @Test
    void checkShouldLookForSealingInTheProcessorThatResolveAliasesNamesWhenItIsAnother() {
        shouldBeRefused(
                "processor 'sealing': org.sealmx.mailets.EncryptForRecipient",
                processor("root", mailet("org.sealmx.mailets.ResolveAliases", "<processor>sealing</processor>")),
                processor("sealing", DELIVER),
                RECIPIENT,
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenNothingIsSealed() {
        shouldBeRefused(
                "processor 'recipient': org.sealmx.mailets.EncryptForRecipient",
                ROOT,
                processor("recipient", DELIVER),
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenSealingComesAfterTheDelivery() {
        shouldBeRefused("is missing before the delivery", ROOT, processor("recipient", DELIVER + SEAL), ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"match='HostIs=localhost'", "match='org.sealmx.matchers.IsSealed'", "match='all'", ""})
    void checkShouldRefuseWhenSealingDependsOnAMatcher(String match) {
        shouldBeRefused(
                "must have match=\"All\"",
                ROOT,
                processor(
                        "recipient",
                        "<mailet " + match + " class='org.sealmx.mailets.EncryptForRecipient'/>" + DELIVER),
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenRecipientsAreResolvedByMatchOnly() {
        shouldBeRefused(
                "must have match=\"All\", since every recipient must be resolved",
                processor("root", "<mailet match='HostIs=x' class='org.sealmx.mailets.ResolveAliases'/>"),
                RECIPIENT,
                ERROR);
    }

    @Test
    void checkShouldRefuseWhenNothingIsDelivered() {
        shouldBeRefused("no mailet delivers", ROOT, processor("recipient", SEAL), ERROR);
    }

    @Test
    void checkShouldRefuseWhenAParameterIsWrittenAsAnAttribute() {
        shouldBeRefused(
                "'share' is not an attribute",
                ROOT,
                processor("recipient", SEAL.replace("<mailet ", "<mailet share='off' ") + DELIVER),
                ERROR);
    }

    @Test
    void checkShouldRefuseAnElementThatNobodyReads() {
        shouldBeRefused(
                "<mailets> is unknown here", ROOT, processor("recipient", "<mailets>" + SEAL + "</mailets>"), ERROR);
    }

    @Test
    void checkShouldRefuseWhenRecipientsAreNeverResolved() {
        shouldBeRefused(
                "org.sealmx.mailets.ResolveAliases must appear exactly once here",
                processor("root", SEAL),
                RECIPIENT,
                ERROR);
    }

    @Test
    void checkShouldNameTheProcessorWhenRootIsMissing() {
        shouldBeRefused("the processor 'root' is missing", RECIPIENT, ERROR);
    }

    @Test
    void checkShouldNameTheProcessorWhenErrorIsMissing() {
        shouldBeRefused("the processor 'error' is missing", ROOT, RECIPIENT);
    }

    @Test
    void checkShouldNameTheProcessorWhenThatOfResolveAliasesIsMissing() {
        shouldBeRefused("the processor 'recipient' is missing", ROOT, ERROR);
    }

    @Test
    void checkShouldNameTheProcessorWhenOneIsConfiguredTwice() {
        shouldBeRefused("the processor 'recipient' is configured twice", ROOT, RECIPIENT, RECIPIENT, ERROR);
    }

    @Test
    void checkShouldNameTheProcessorWhenThatOfAnExceptionIsMissing() {
        shouldBeRefused(
                "the processor 'nowhere' is missing",
                ROOT,
                processor(
                        "recipient",
                        mailet("SetMimeHeader", "<onMailetException>nowhere</onMailetException>") + SEAL + DELIVER),
                ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ignore", "propagate", " Ignore "})
    void checkShouldAcceptWhenAnExceptionGoesToNoProcessor(String value) {
        shouldBeAccepted(
                ROOT,
                processor(
                        "recipient",
                        mailet("SetMimeHeader", "<onMailetException>" + value + "</onMailetException>")
                                + SEAL
                                + DELIVER),
                ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nomatch", "matchall", "NoMatch"})
    void checkShouldAcceptWhenAMatchersExceptionGoesToNoProcessor(String value) {
        shouldBeAccepted(
                ROOT,
                processor(
                        "recipient",
                        mailet("SetMimeHeader", "<onMatchException>" + value + "</onMatchException>") + SEAL + DELIVER),
                ERROR);
    }

    @Test
    void checkShouldAcceptWhenAMailIsSentToGhost() {
        shouldBeAccepted(ROOT, RECIPIENT, processor("error", toProcessor("ghost")));
    }

    @Test
    void checkShouldEndWhenProcessorsLeadToEachOther() {
        shouldBeAccepted(
                ROOT,
                processor("recipient", SEAL + DELIVER + toProcessor("other")),
                processor("other", toProcessor("recipient")),
                ERROR);
    }

    @Test
    void checkShouldNameTheParameterWhenOneOfOursIsGivenTwice() {
        shouldBeRefused(
                "'share' has more than one value; it accepts one",
                ROOT,
                processor(
                        "recipient",
                        mailet("org.sealmx.mailets.EncryptForRecipient", "<share>on</share><share>off</share>")
                                + DELIVER),
                ERROR);
    }
}
