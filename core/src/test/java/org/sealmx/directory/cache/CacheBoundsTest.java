package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.smtp.EmailAddress;

/** Memory is bounded, whatever is asked for, and invented addresses do not displace real ones. */
class CacheBoundsTest {

    private static final int REAL = 500;

    private static CacheBed withRealAddresses() throws Exception {
        CacheBed bed = new CacheBed();
        for (int i = 0; i < REAL; i++) {
            bed.lookup.put(
                    main("u" + i, "real" + i + "@example.org").id("d" + i).key("K"));
        }
        assertThat(requestsForRealAddresses(bed)).isEqualTo(REAL);
        return bed;
    }

    private static int requestsForRealAddresses(CacheBed bed) throws Exception {
        int requests = 0;
        for (int i = 0; i < REAL; i++) {
            requests += bed.requestsOf("real" + i + "@example.org");
        }
        return requests;
    }

    @Test
    void resolveShouldStayWithinItsBoundsWhenAMillionUnknownAddressesAreTried() throws Exception {
        CacheBed bed = withRealAddresses();
        for (int i = 0; i < 1_000_000; i++) {
            Resolution resolution = bed.directory.resolve(EmailAddress.of("guess" + i + "@example.org"));
            if (!(resolution instanceof Resolution.Unknown)) {
                throw new AssertionError("an address that does not exist");
            }
        }
        CacheStatistics statistics = bed.directory.statistics();
        assertThat(statistics.madeUpBytes()).isBetween(1L << 17, CacheBed.SETTINGS.madeUpBytes());
        assertThat(statistics.madeUpEntries()).isBetween(500L, CacheBed.SETTINGS.madeUpBytes() / 200);
        assertThat(requestsForRealAddresses(bed)).isZero();
        assertThat(bed.directory.statistics().entries()).isEqualTo(REAL);
    }

    @Test
    void resolveShouldKeepRealAddressesWhenACatchAllCatchesManyNames() throws Exception {
        CacheBed bed = withRealAddresses();
        bed.change(alias("u1", "@example.net", "real1@example.org").id("all"));
        for (int i = 0; i < 20_000; i++) {
            bed.directory.resolve(EmailAddress.of("guess" + i + "@example.net"));
            bed.directory.resolve(EmailAddress.of("real2+guess" + i + "@example.org"));
        }
        assertThat(bed.directory.statistics().madeUpBytes()).isLessThanOrEqualTo(CacheBed.SETTINGS.madeUpBytes());
        assertThat(requestsForRealAddresses(bed)).isZero();
    }

    @Test
    void resolveShouldStayWithinItsBoundsWhenThereAreMoreRealAddressesThanFit() throws Exception {
        CacheBed bed = new CacheBed();
        for (int i = 0; i < 4000; i++) {
            bed.lookup.put(
                    main("user" + i, "real" + i + "@example.org").id("d" + i).key("K"));
            bed.resolve("real" + i + "@example.org");
        }
        CacheStatistics statistics = bed.directory.statistics();
        assertThat(statistics.bytes()).isBetween(1L << 19, CacheBed.SETTINGS.maxBytes());
        assertThat(statistics.entries()).isLessThan(4000);
    }

    @Test
    void slotsShouldBeBoundedWhateverTheSizeOfTheCache() {
        assertThat(largestSlot(1)).isEqualTo((1 << 12) - 1);
        assertThat(largestSlot(64L << 20)).isEqualTo((1 << 18) - 1);
        assertThat(largestSlot(80L << 30)).isBetween(1 << 19, (1 << 20) - 1);
    }

    @Test
    void catchAllsOfOursShouldHaveSlotsOfTheirOwn() {
        ChangeStamps stamps = new ChangeStamps(RecipientDirectoryContract.DOMAINS, 1);
        assertThat(RecipientDirectoryContract.DOMAINS.names())
                .extracting(domain -> stamps.slotOf(AddressKey.catchAll(domain)))
                .doesNotHaveDuplicates()
                .allMatch(slot -> slot >= 1 << 12);
    }

    private static int largestSlot(long maxBytes) {
        ChangeStamps stamps = new ChangeStamps(RecipientDirectoryContract.DOMAINS, maxBytes);
        return IntStream.range(0, 3_000_000)
                .map(i -> stamps.slotOf(DocumentId.of("d" + i)))
                .max()
                .orElseThrow();
    }

    @Test
    void changesShouldConcernFewOthersWhenManyDocumentsChange() throws Exception {
        CacheBed bed = withRealAddresses();
        for (int i = 0; i < 100; i++) {
            bed.feed.changed("other" + i, Optional.empty());
        }
        assertThat(requestsForRealAddresses(bed)).isLessThan(REAL / 4);
    }
}
