package org.sealmx.it.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fault suite in short. What needs another mount namespace or another clock is only in {@code faults.sh}. */
class FaultsIT {

    private static final int MESSAGES = 20;
    private static final Path LOGS = Path.of("target", "faults");

    @ParameterizedTest
    @CsvSource({
        "DATABASE, KILL_SERVER",
        "COUCHDB, KILL_STORE",
        "COUCHDB, HOP_REPLY_LOST",
        "LMTP, KILL_SERVER",
        "LMTP, ONE_OF_THREE",
        "LMTP, HOP_DIES",
        "LMTP, HOP_REPLY_LOST"
    })
    void everyMessageShouldBeStoredAsPromised(FaultSuite.Kind kind, Fault fault) throws Exception {
        DurableStore store = kind.open();
        // a CouchDB by COUCHDB_URL that nobody may kill is cut off by CouchDbOutageIT instead
        if (!fault.obstacle(store).isEmpty()) {
            store.close();
            return;
        }
        FaultSuite.Result result =
                FaultSuite.run(store, fault, MESSAGES, System.nanoTime(), LOGS.resolve(kind + "-" + fault));
        assertThat(result.asPromised()).as(result.toString()).isTrue();
        assertThat(result.tally().once())
                .as(result.toString())
                .isEqualTo(result.tally().in());
    }

    @ParameterizedTest
    @CsvSource({"LMTP"})
    void refusalForGoodShouldBounce(FaultSuite.Kind kind) throws Exception {
        FaultSuite.Result result = FaultSuite.run(
                kind.open(), Fault.HOP_REFUSES_FOR_GOOD, MESSAGES, System.nanoTime(), LOGS.resolve(kind + "-bounces"));
        assertThat(result.asPromised()).as(result.toString()).isTrue();
        assertThat(result.tally().bounced()).isEqualTo(result.happened());
    }

    /** Without the rule the suite must see the second copies; otherwise it would see none anywhere. */
    @ParameterizedTest
    @CsvSource({"LMTP_NO_RULE"})
    void copiesShouldBeCounted(FaultSuite.Kind kind) throws Exception {
        FaultSuite.Result result = FaultSuite.run(
                kind.open(), Fault.HOP_REPLY_LOST, MESSAGES, System.nanoTime(), LOGS.resolve(kind + "-doubled"));
        assertThat(result.tally().lost()).isZero();
        assertThat(result.tally().doubled()).isEqualTo(result.happened());
    }
}
