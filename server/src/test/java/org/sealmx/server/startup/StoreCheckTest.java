package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.server.startup.Chains.mailet;
import static org.sealmx.server.startup.Chains.processor;

import java.util.List;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;

/** The configured store must be the one that the chain delivers to. */
class StoreCheckTest {

    private static void check(Store store, String... deliveries) throws ConfigurationException {
        StringBuilder mailets = new StringBuilder();
        for (String delivery : deliveries) {
            mailets.append(mailet(delivery.contains(".") ? delivery : "org.sealmx.mailets." + delivery));
        }
        new StoreCheck(Chains.container(Chains.ROOT, processor("recipient", mailets.toString()), Chains.ERROR), store)
                .check();
    }

    @ParameterizedTest
    @CsvSource({"mailbox, DeliverToMailbox", "couchdb, DeliverToCouchDb", "soledad, DeliverToSoledad"})
    void checkShouldAcceptTheMailetOfTheStoreAndNoOther(String store, String mailet) {
        assertThatCode(() -> check(new Store(store), mailet)).doesNotThrowAnyException();
        for (Store other : List.of(Store.MAILBOX, Store.COUCHDB, Store.SOLEDAD, new Store("spool"))) {
            if (!other.word().equals(store)) {
                assertThatThrownBy(() -> check(other, mailet))
                        .as(other.word())
                        .isInstanceOf(StartUpException.class)
                        .hasMessageStartingWith("mailetcontainer.xml: ")
                        .hasMessageContaining("sealmx.properties");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mailbox, DeliverToMailbox, DeliverToSoledad",
        "couchdb, DeliverToMailbox, DeliverToCouchDb",
        "soledad, DeliverToCouchDb, DeliverToSoledad"
    })
    void checkShouldRefuseTwoStores(String store, String mailet, String another) {
        assertThatThrownBy(() -> check(new Store(store), mailet, another)).isInstanceOf(StartUpException.class);
    }
}
