package org.sealmx.directory.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.RecipientDirectoryContract.resolve;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RecipientDelimiter;

/**
 * The contract of directories for aliases. The test of a backend implements this, and with it
 * {@link RecipientDirectoryContract}.
 */
public interface AliasContract extends RecipientDirectoryContract {

    private static List<BlockReason> blocked(RecipientDirectory directory, String address) throws Exception {
        return ((Resolution.Routes) directory.resolve(EmailAddress.of(address))).blocked();
    }

    /** A chain of aliases {@code a1 → a2 → … → alice}. */
    private static String chain(int aliases) {
        List<Doc> documents = new ArrayList<>();
        for (int i = 1; i <= aliases; i++) {
            String destination = i == aliases ? "alice" : "a" + (i + 1);
            documents.add(alias("u1", "a" + i + "@example.org", destination + "@example.org"));
        }
        documents.add(main("u1", "alice@example.org"));
        return array(documents);
    }

    @Test
    default void resolveShouldUseTheKeyOfTheAliasWhenItHasOne() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u2", "info@example.org", "alice@example.org").key("KI"),
                main("u1", "alice@example.org").key("KA"));
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 alice@example.org KI");
    }

    @Test
    default void resolveShouldUseTheKeyOfTheAliasWhenItIsOfAnotherKind() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u2", "info@example.org", "alice@example.org").smime("CI"),
                main("u1", "alice@example.org").key("KA"));
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 alice@example.org CI");
    }

    @Test
    default void resolveShouldUseTheKeyAndTheAccountOfTheDestinationWhenTheAliasHasNoKey() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u2", "bob@example.org").key("KB"),
                alias("u2", "info@example.org", "alice@example.org"),
                main("u1", "alice@example.org").key("KA"));
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    default void resolveShouldUseTheKeyOfTheMainIdentityWhenTheAddressHasNone() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "z@example.org"),
                main("u1", "alice@example.org").key("KA"),
                alias("u1", "info@example.org", "z@example.org"),
                alias("u1", "away@example.org", "alice@elsewhere.example"));
        assertThat(resolve(directory, "z@example.org")).containsExactly("u1 z@example.org KA");
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 z@example.org KA");
        assertThat(resolve(directory, "away@example.org")).containsExactly("u1 alice@elsewhere.example KA remote");
    }

    @Test
    default void resolveShouldUseTheNearestKeyWhenTwoPathsLeadToTheSameMailbox() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "all@example.org", "alice@example.org").key("K1"),
                alias("u1", "all@example.org", "team@example.org"),
                alias("u1", "team@example.org", "alice+team@example.org").key("K2"),
                main("u1", "alice@example.org"));
        assertThat(resolve(directory, "all@example.org")).containsExactly("u1 alice@example.org K1");
    }

    @Test
    default void resolveShouldNotSayOverQuotaWhenItIsAnotherAccountOrAnotherServer() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u2", "info@example.org", "alice@example.org").overQuota(),
                alias("u2", "away@example.org", "bob@elsewhere.example").overQuota(),
                main("u1", "alice@example.org"));
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 alice@example.org -");
        assertThat(resolve(directory, "away@example.org")).containsExactly("u2 bob@elsewhere.example - remote");
    }

    @Test
    default void resolveShouldChooseTheMainAddressWhenAnAccountHasSeveral() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "z@example.org").key("KZ"),
                main("u1", "c@example.org"),
                main("u1", "b@example.org").key("KB").disabled(),
                main("u1", "y@example.org").key("KY"),
                main("u1", "a@elsewhere.example").key("KE"),
                main("u2", "d@elsewhere.example"));
        assertThat(resolve(directory, "u1@deliver.local")).containsExactly("u1 y@example.org KY");
        assertThat(resolve(directory, "u2@deliver.local")).containsExactly("UNKNOWN");
    }

    @Test
    default void resolveShouldGiveARemoteRouteWhenTheDestinationIsElsewhere() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org").key("KA").overQuota(),
                alias("u1", "alice@example.org", "a@elsewhere.example"));
        assertThat(resolve(directory, "alice@example.org"))
                .containsExactly("u1 alice@example.org KA full", "u1 a@elsewhere.example KA remote");
    }

    @Test
    default void resolveShouldReachEveryDestinationWhenTheAliasHasSeveral() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "team@example.org", "alice@example.org"),
                alias("u2", "team@example.org", "bob@example.net"),
                main("u1", "alice@example.org").key("KA"),
                main("u2", "bob@example.net").key("KB"));
        assertThat(resolve(directory, "Team@example.org"))
                .containsExactly("u1 alice@example.org KA", "u2 bob@example.net KB");
        assertThat(blocked(directory, "team@example.org")).isEmpty();
    }

    @Test
    default void resolveShouldGiveOneRouteWhenTwoPathsLeadToTheSameMailbox() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "all@example.org", "team@example.org"),
                alias("u1", "all@example.org", "board@example.org"),
                alias("u1", "team@example.org", "alice+team@example.org"),
                alias("u1", "board@example.org", "ALICE@example.org"),
                main("u1", "alice@example.org"));
        assertThat(resolve(directory, "all@example.org")).containsExactly("u1 alice@example.org -");
        assertThat(blocked(directory, "all@example.org")).isEmpty();
    }

    @Test
    default void resolveShouldGiveMailboxAndCopyWhenAnAddressNamesItselfAndAnother() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "alice@example.org", "bob@example.org"),
                main("u1", "alice@example.org").key("KA"),
                main("u2", "bob@example.org").key("KB"),
                alias("u2", "bob@example.org", "alice@example.org"));
        assertThat(resolve(directory, "alice@example.org"))
                .containsExactly("u1 alice@example.org KA", "u2 bob@example.org KB");
        assertThat(resolve(directory, "bob@example.org"))
                .containsExactly("u2 bob@example.org KB", "u1 alice@example.org KA");
        assertThat(blocked(directory, "alice@example.org")).isEmpty();
        assertThat(resolve(directory, "u1@deliver.local"))
                .containsExactly("u1 alice@example.org KA", "u2 bob@example.org KB");
    }

    @Test
    default void resolveShouldFollowAnAccountsOwnAddressWhenItIsADestination() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u9", "info@example.org", "u1@deliver.local"),
                alias("u9", "info@example.org", "u7@deliver.local"),
                main("u1", "alice@example.org").key("KA"));
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 alice@example.org KA");
        assertThat(blocked(directory, "info@example.org")).containsExactly(BlockReason.UNKNOWN_DESTINATION);
    }

    @Test
    default void resolveShouldBlockWhenAliasesLeadToOneAnother() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "a@example.org", "b@example.org"),
                alias("u1", "b@example.org", "a@example.org"),
                alias("u1", "c@example.org", "C+x@example.org"),
                alias("u1", "@example.net", "nobody@example.net"));
        assertThat(resolve(directory, "a@example.org")).containsExactly("ALIAS_LOOP");
        assertThat(resolve(directory, "c@example.org")).containsExactly("ALIAS_LOOP");
        assertThat(resolve(directory, "who@example.net")).containsExactly("ALIAS_LOOP");
    }

    @Test
    default void resolveShouldBlockWhenALoopIsEnteredFromTwoSides() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "a@example.org", "b@example.org"),
                alias("u1", "a@example.org", "c@example.org"),
                alias("u1", "b@example.org", "c@example.org"),
                alias("u1", "c@example.org", "b@example.org"));
        assertThat(resolve(directory, "a@example.org")).containsExactly("ALIAS_LOOP");
    }

    @Test
    default void resolveShouldReachTheOthersWhenOneDestinationIsALoop() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "a@example.org", "b@example.org"),
                alias("u1", "b@example.org", "a@example.org"),
                alias("u1", "a@example.org", "alice@example.org"),
                main("u1", "alice@example.org"));
        assertThat(resolve(directory, "a@example.org")).containsExactly("u1 alice@example.org -");
        assertThat(blocked(directory, "a@example.org")).containsExactly(BlockReason.ALIAS_LOOP);
    }

    @Test
    default void resolveShouldBlockWhenTheChainIsDeeperThanAllowed() throws Exception {
        ResolverSettings three = new ResolverSettings(new RecipientDelimiter("+"), "deliver.local", 3, 100);
        assertThat(resolve(directoryOf(chain(3), three), "a1@example.org")).containsExactly("u1 alice@example.org -");
        assertThat(resolve(directoryOf(chain(4), three), "a1@example.org")).containsExactly("ALIAS_TOO_DEEP");
    }

    @Test
    default void resolveShouldBlockWhenThereAreMoreDestinationsThanAllowed() throws Exception {
        ResolverSettings two = new ResolverSettings(new RecipientDelimiter("+"), "deliver.local", 10, 2);
        Doc[] documents = {
            alias("u1", "two@example.org", "a@elsewhere.example"),
            alias("u1", "two@example.org", "b@elsewhere.example"),
            alias("u1", "three@example.org", "two@example.org"),
            alias("u1", "three@example.org", "c@elsewhere.example"),
            alias("u1", "loops@example.org", "l1@example.org"),
            alias("u1", "loops@example.org", "l2@example.org"),
            alias("u1", "loops@example.org", "l3@example.org")
        };
        RecipientDirectory directory = directoryOf(array(documents), two);
        assertThat(resolve(directory, "two@example.org"))
                .containsExactly("u1 a@elsewhere.example - remote", "u1 b@elsewhere.example - remote");
        assertThat(resolve(directory, "three@example.org")).containsExactly("TOO_MANY_DESTINATIONS");
        assertThat(resolve(directory, "loops@example.org")).containsExactly("TOO_MANY_DESTINATIONS");
    }

    @Test
    default void resolveShouldBlockWithTheFirstReasonWhenNoDestinationIsAMailbox() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "team@example.org", "gone@example.org"),
                alias("u1", "team@example.org", "off@example.org"),
                main("u2", "off@example.org").disabled());
        assertThat(resolve(directory, "team@example.org")).containsExactly("UNKNOWN_DESTINATION");
    }

    @Test
    default void resolveShouldReachTheOthersWhenSomeDestinationsAreDeadEnds() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "team@example.org", "gone@example.org"),
                alias("u1", "team@example.org", "off@example.org"),
                alias("u1", "team@example.org", "reserved@example.org"),
                alias("u1", "team@example.org", "broken@example.org"),
                alias("u1", "team@example.org", "alice@example.org"),
                alias("u1", "team@example.org", "bob@example.org").disabled(),
                main("u2", "off@example.org").disabled(),
                main("u3", "reserved@example.org").orphaned(),
                main("u4", "broken@example.org").withRaw("quota_exceeded", "1"),
                main("u1", "alice@example.org"),
                main("u5", "bob@example.org"));
        assertThat(resolve(directory, "team@example.org")).containsExactly("u1 alice@example.org -");
        assertThat(blocked(directory, "team@example.org"))
                .containsExactlyInAnyOrder(
                        BlockReason.UNKNOWN_DESTINATION,
                        BlockReason.DISABLED,
                        BlockReason.ORPHANED,
                        BlockReason.BROKEN_IDENTITY,
                        BlockReason.DISABLED);
    }

    @Test
    default void resolveShouldBlockTheAliasWhenItIsOrphanedItself() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "info@example.org", "alice@example.org").orphaned(), main("u1", "alice@example.org"));
        assertThat(resolve(directory, "info@example.org")).containsExactly("ORPHANED");
    }

    @Test
    default void resolveShouldCatchTheDestinationWhenTheAliasLeadsIntoADomainWithCatchAll() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "info@example.org", "whoever@example.net"),
                alias("u1", "@example.net", "alice@example.org"),
                main("u1", "alice@example.org"));
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 alice@example.org -");
    }
}
