package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;

@SuppressWarnings("NullAway") // no store gets a message
class StoresTest {

    private final SoledadIncomingStore soledad = new SoledadIncomingStore(null, "");
    private final Stores stores = new Stores(Map.of("soledad", () -> soledad, "mailbox", () -> {
        throw new IllegalStateException("nobody has asked for it");
    }));

    @Test
    void namedShouldOpenTheStoreThatIsAskedForAndNoOther() {
        assertThat(stores.named("soledad")).isSameAs(soledad);
    }

    @Test
    void namedShouldListTheNamesThatThereAreWhenThereIsNoneOfThisName() {
        assertThatThrownBy(() -> stores.named("spool"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no store 'spool'; there are mailbox, soledad");
    }
}
