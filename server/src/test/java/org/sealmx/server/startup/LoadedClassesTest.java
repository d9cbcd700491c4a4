package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.server.startup.Chains.DELIVER;
import static org.sealmx.server.startup.Chains.ERROR;
import static org.sealmx.server.startup.Chains.ROOT;
import static org.sealmx.server.startup.Chains.SEAL;
import static org.sealmx.server.startup.Chains.mailet;
import static org.sealmx.server.startup.Chains.processor;

import com.example.PutAside;
import com.example.StoresTwice;
import org.junit.jupiter.api.Test;
import org.sealmx.mailets.DeliverElsewhere;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;

/** The checks examine the loaded class of a mailet, because its name proves nothing. */
class LoadedClassesTest {

    private static final String PUT_ASIDE = mailet(PutAside.class.getName());
    private static final String LEAP = mailet("org.sealmx.mailets.EncryptForRecipient", "<format>leap</format>");

    private static void shouldBeRefused(String because, String recipient) {
        assertThatThrownBy(() -> Chains.check(ROOT, processor("recipient", recipient), ERROR))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("mailetcontainer.xml: processor 'recipient': ")
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }

    private static void checkStore(String store, String recipient) throws Exception {
        new StoreCheck(Chains.container(ROOT, processor("recipient", recipient), ERROR), new Store(store)).check();
    }

    @Test
    void aDeliveryOfAnyNameShouldBeAccepted() {
        assertThatCode(() -> Chains.check(ROOT, processor("recipient", SEAL + PUT_ASIDE), ERROR))
                .doesNotThrowAnyException();
        assertThatCode(() -> checkStore("append", SEAL + PUT_ASIDE)).doesNotThrowAnyException();
    }

    @Test
    void aDeliveryOfAnyNameShouldComeAfterSealing() {
        shouldBeRefused("EncryptForRecipient with match=\"All\" is missing before the delivery", PUT_ASIDE + SEAL);
    }

    @Test
    void aDeliveryOfAnyNameShouldTakeTheFormatThatIsSealed() {
        shouldBeRefused(
                PutAside.class.getName() + " delivers messages sealed with <format>mime</format>", LEAP + PUT_ASIDE);
    }

    @Test
    void aDeliveryOfAnyNameShouldDeliverToTheStoreOfTheConfiguration() {
        assertThatThrownBy(() -> checkStore("mailbox", SEAL + PUT_ASIDE))
                .isInstanceOf(StartUpException.class)
                .hasMessage(
                        "mailetcontainer.xml: com.example.PutAside delivers to store=append, but sealmx.properties has"
                                + " store=mailbox; change one of them");
        assertThatThrownBy(() -> checkStore("mailbox", SEAL + DELIVER + PUT_ASIDE))
                .isInstanceOf(StartUpException.class);
        assertThatThrownBy(() -> checkStore("append", SEAL))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("no mailet delivers to the store of sealmx.properties, store=append");
    }

    @Test
    void aStoreThatMayStoreTwiceShouldBeRefused() {
        assertThatThrownBy(() -> checkStore("twice", SEAL + mailet(StoresTwice.class.getName())))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("does not promise to keep each message once")
                .hasMessageContaining("JournaledStore")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aClassOfAnotherInOurPackageShouldCountNeitherAsOursNorAsADelivery() {
        String elsewhere = mailet(DeliverElsewhere.class.getName());

        shouldBeRefused(
                DeliverElsewhere.class.getName() + " might store or send an unsealed message", SEAL + elsewhere);
        assertThatThrownBy(() -> Chains.check(
                        java.util.Set.of(DeliverElsewhere.class.getName()),
                        ROOT,
                        processor("recipient", SEAL + elsewhere),
                        ERROR))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("no mailet delivers");
    }

    @Test
    void aParameterThatIsGivenTwiceShouldBeNamedInADeliveryOfAnyName() {
        shouldBeRefused(
                "'x' has more than one value; it accepts one",
                SEAL + mailet(PutAside.class.getName(), "<x>1</x><x>2</x>"));
    }
}
