package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.server.startup.Chains.mailet;
import static org.sealmx.server.startup.Chains.processor;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;

/** The store that is configured is the one that is delivered to. */
class StoreCheckTest {

    private static void check(Store store, String... deliveries) throws ConfigurationException {
        StringBuilder mailets = new StringBuilder();
        for (String delivery : deliveries) {
            mailets.append(mailet("org.sealmx.mailets." + delivery));
        }
        new StoreCheck(
                        Chains.configurations(Chains.ROOT, processor("recipient", mailets.toString()), Chains.ERROR),
                        store)
                .check();
    }

    @ParameterizedTest
    @CsvSource({"MAILBOX, DeliverToMailbox", "COUCHDB, DeliverToCouchDb", "SOLEDAD, DeliverToSoledad"})
    void checkShouldAcceptTheMailetOfTheStoreAndNoOther(Store store, String mailet) {
        assertThatCode(() -> check(store, mailet)).doesNotThrowAnyException();
        for (Store other : Store.values()) {
            if (other != store) {
                assertThatThrownBy(() -> check(other, mailet))
                        .as(other.name())
                        .isInstanceOf(StartUpException.class)
                        .hasMessageStartingWith("mailetcontainer.xml: ")
                        .hasMessageContaining("sealmx.properties");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAILBOX, DeliverToMailbox, DeliverToSoledad",
        "COUCHDB, DeliverToMailbox, DeliverToCouchDb",
        "SOLEDAD, DeliverToCouchDb, DeliverToSoledad"
    })
    void checkShouldRefuseTwoStores(Store store, String mailet, String another) {
        assertThatThrownBy(() -> check(store, mailet, another)).isInstanceOf(StartUpException.class);
    }
}
