package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.server.startup.Chains.mailet;
import static org.sealmx.server.startup.Chains.processor;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;

/** Where forwards leave the chain. */
class ForwardCheckTest {

    private static final String FORWARD = mailet("org.sealmx.mailets.ForwardSealed");

    private static MailetContainer container(String recipient) {
        return Chains.container(Chains.ROOT, processor("recipient", recipient), Chains.ERROR);
    }

    private static void check(boolean forwards, String recipient) throws ConfigurationException {
        new ForwardCheck(container(recipient), forwards).check();
    }

    @Test
    void checkShouldAcceptAMailetBeforeTheStore() {
        assertThatCode(() -> check(true, Chains.SEAL + FORWARD + Chains.DELIVER)).doesNotThrowAnyException();
        assertThatCode(() -> check(false, Chains.SEAL + FORWARD + Chains.DELIVER)).doesNotThrowAnyException();
    }

    @Test
    void checkShouldRefuseAChainWithoutItOnlyWhenForwardsAreConfigured() {
        assertThatCode(() -> check(false, Chains.SEAL + Chains.DELIVER)).doesNotThrowAnyException();
        for (String chain : new String[] {Chains.SEAL + Chains.DELIVER, Chains.SEAL + Chains.DELIVER + FORWARD}) {
            assertThatThrownBy(() -> check(true, chain))
                    .isInstanceOf(StartUpException.class)
                    .hasMessageStartingWith("mailetcontainer.xml: processor 'recipient': ")
                    .hasMessageContaining("ForwardSealed is missing before org.sealmx.mailets.DeliverToMailbox")
                    .hasMessageContaining("forward-hop")
                    .hasMessageNotContaining("\n");
        }
    }

    /** Forwarding is not a store. */
    @Test
    void chainShouldStillNeedADeliveryToTheStore() {
        assertThatThrownBy(() -> Chains.check(
                        Chains.ROOT, processor("recipient", Chains.SEAL + FORWARD), Chains.ERROR))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("no mailet delivers");
        assertThatThrownBy(() -> new StoreCheck(container(Chains.SEAL + FORWARD), Store.MAILBOX).check())
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("no mailet delivers");
        assertThatCode(() -> new StoreCheck(container(Chains.SEAL + FORWARD + Chains.DELIVER), Store.MAILBOX).check())
                .doesNotThrowAnyException();
    }

    @Test
    void forwardBeforeSealingShouldBeRefused() {
        assertThatThrownBy(() -> Chains.check(
                        Chains.ROOT, processor("recipient", FORWARD + Chains.SEAL + Chains.DELIVER), Chains.ERROR))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("is missing before the delivery");
    }

    /** The shipped chain can be used with leap_mx' format while nothing is forwarded. */
    @Test
    void formatShouldNotMatterWhileForwardingIsOff() {
        String leap = mailet("org.sealmx.mailets.EncryptForRecipient", "<format>leap</format>")
                + FORWARD
                + mailet("org.sealmx.mailets.DeliverToCouchDb", "<format>leap</format>");
        assertThatCode(() -> Chains.check(Chains.ROOT, processor("recipient", leap), Chains.ERROR))
                .doesNotThrowAnyException();
    }
}
