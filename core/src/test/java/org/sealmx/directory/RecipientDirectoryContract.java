package org.sealmx.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.AliasContract;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.directory.resolve.PostmasterCheck;
import org.sealmx.directory.resolve.ResolutionStep;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smime.certificate.SmimeMaterial;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RecipientDelimiter;
import org.sealmx.smtp.ReversePath;

/**
 * The contract of directories. The test of a backend implements the factory method and inherits the tests; those for
 * aliases are in {@link AliasContract}.
 */
public interface RecipientDirectoryContract {

    /** Our domains in these tests. */
    LocalDomains DOMAINS = LocalDomains.of(List.of("example.org", "example.net"));

    /** The certificates of these tests: an evaluation that repeats the key material. */
    MaterialReader CERTIFICATES = material -> at -> material.isEmpty()
            ? new CertificateEvaluation.Absent()
            : new CertificateEvaluation.Malformed(Stream.concat(
                            material.openPgp().stream(),
                            material.smime().stream().map(SmimeMaterial::text))
                    .collect(Collectors.joining("+")));

    /**
     * A directory with the documents of a JSON array, for {@link #DOMAINS} and {@link #CERTIFICATES}. The
     * implementation closes it after the test.
     */
    RecipientDirectory directoryOf(String jsonArray, ResolverSettings settings) throws Exception;

    /** Replaces all documents of a directory; returns once it answers from the new ones. */
    void update(RecipientDirectory directory, String jsonArray) throws Exception;

    /** A directory with these documents and the default settings. */
    default RecipientDirectory directoryOf(Doc... documents) throws Exception {
        return directoryOf(array(documents), ResolverSettings.defaults());
    }

    /**
     * The answer about an address, as {@link #describe}. That of a resolution that is told step by step is the same.
     */
    static List<String> resolve(RecipientDirectory directory, String address) throws DirectoryUnavailableException {
        EmailAddress recipient = EmailAddress.of(address);
        List<String> answer = describe(directory.resolve(recipient));
        if (directory instanceof ExplainableDirectory explainable) {
            List<ResolutionStep> steps = new ArrayList<>();
            assertThat(describe(explainable.resolve(recipient, steps::add)))
                    .as("the answer that is told step by step")
                    .isEqualTo(answer);
            assertThat(steps).as("the steps").isNotEmpty();
            assertThat(steps.get(0).address()).isEqualTo(recipient);
        }
        return answer;
    }

    /** The routes, each as {@code account mailbox key}, or the answer given instead of routes. */
    static List<String> describe(Resolution resolution) {
        if (resolution instanceof Resolution.Routes routes) {
            return routes.routes().stream()
                    .map(RecipientDirectoryContract::describe)
                    .toList();
        }
        return List.of(
                resolution instanceof Resolution.Blocked blocked
                        ? blocked.reason().name()
                        : "UNKNOWN");
    }

    private static String describe(Route route) {
        CertificateEvaluation evaluation = route.certificates().evaluate(Instant.EPOCH);
        String key = evaluation instanceof CertificateEvaluation.Malformed held ? held.problem() : "-";
        return route.account() + " " + route.mailbox() + " " + key + (route.remote() ? " remote" : "")
                + (route.overQuota() ? " full" : "");
    }

    private static boolean permits(RecipientDirectory directory, String address, String sender) throws Exception {
        Resolution resolution = directory.resolve(EmailAddress.of(address));
        return ((Resolution.Routes) resolution).senderRule().permits(ReversePath.of(EmailAddress.of(sender)));
    }

    @Test
    default void resolveShouldFindTheMailboxWhenTheAddressIsAMainIdentity() throws Exception {
        RecipientDirectory directory =
                directoryOf(main("u1", "alice@example.org").key("KA"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    default void resolveShouldIgnoreLetterCaseWhenItLooksUp() throws Exception {
        RecipientDirectory directory =
                directoryOf(main("u1", "alice@example.org").key("KA"));
        assertThat(resolve(directory, "ALICE@Example.ORG")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    default void resolveShouldFindNothingWhenThereIsNoSuchAddress() throws Exception {
        RecipientDirectory directory = directoryOf(main("u1", "alice@example.org"));
        assertThat(resolve(directory, "bob@example.org")).containsExactly("UNKNOWN");
        assertThat(resolve(directory, "alice@example.net")).containsExactly("UNKNOWN");
        assertThat(resolve(directoryOf(), "alice@example.org")).containsExactly("UNKNOWN");
    }

    @Test
    default void resolveShouldFindNothingWhenTheDomainIsNotOurs() throws Exception {
        RecipientDirectory directory = directoryOf(main("u1", "alice@elsewhere.example"));
        assertThat(resolve(directory, "alice@elsewhere.example")).containsExactly("UNKNOWN");
    }

    @Test
    default void resolveShouldFindQuotedAndInternationalLocalParts() throws Exception {
        RecipientDirectory directory =
                directoryOf(main("u1", "\"two words\"@example.org"), main("u2", "jörg@example.org"));
        assertThat(resolve(directory, "\"Two Words\"@example.org")).containsExactly("u1 \"two words\"@example.org -");
        assertThat(resolve(directory, "JO\u0308RG@example.org")).containsExactly("u2 jörg@example.org -");
    }

    @Test
    default void resolveShouldGiveAllCertificatesWhenTheDocumentHasAList() throws Exception {
        RecipientDirectory directory =
                directoryOf(main("u1", "alice@example.org").keys("K1", "K2"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("u1 alice@example.org K1+K2");
    }

    @Test
    default void resolveShouldReadTheKeyWhenItIsAnObject() throws Exception {
        RecipientDirectory directory = directoryOf(main("u1", "alice@example.org")
                .withRaw("keys", "{\"pgp\": {\"type\": \"pgp\", \"value\": \"KA\", \"rev\": \"3\"}}"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    default void resolveShouldSayOverQuotaWhenTheDocumentDoes() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org").overQuota(), alias("u1", "info@example.org", "alice@example.org"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("u1 alice@example.org - full");
        assertThat(resolve(directory, "info@example.org")).containsExactly("u1 alice@example.org - full");
    }

    @Test
    default void resolveShouldBlockWhenTheIdentityIsDisabledOrOrphaned() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org").disabled(),
                main("u2", "bob@example.org").orphaned(),
                main("u3", "carol@example.org").withRaw("user_id", "null"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("DISABLED");
        assertThat(resolve(directory, "bob@example.org")).containsExactly("ORPHANED");
        assertThat(resolve(directory, "carol@example.org")).containsExactly("ORPHANED");
    }

    @Test
    default void resolveShouldTryTheAddressAsWrittenFirstWhenItHasAnExtension() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org"),
                main("u2", "alice+work@example.org"),
                alias("u3", "@example.org", "carol@example.org"),
                main("u3", "carol@example.org"));
        assertThat(resolve(directory, "alice+work@example.org")).containsExactly("u2 alice+work@example.org -");
        assertThat(resolve(directory, "Alice+News+2@example.org")).containsExactly("u1 alice@example.org -");
        assertThat(resolve(directory, "+news@example.org")).containsExactly("u3 carol@example.org -");
    }

    @Test
    default void resolveShouldNotCutTheExtensionWhenThereIsNoDelimiter() throws Exception {
        String documents = array(main("u1", "alice@example.org"));
        ResolverSettings off = new ResolverSettings(RecipientDelimiter.none(), "deliver.local", 10, 100);
        ResolverSettings dash = new ResolverSettings(new RecipientDelimiter("-"), "deliver.local", 10, 100);
        assertThat(resolve(directoryOf(documents, off), "alice+news@example.org"))
                .containsExactly("UNKNOWN");
        assertThat(resolve(directoryOf(documents, dash), "alice+news@example.org"))
                .containsExactly("UNKNOWN");
        assertThat(resolve(directoryOf(documents, dash), "alice-news@example.org"))
                .containsExactly("u1 alice@example.org -");
        ResolverSettings both = new ResolverSettings(new RecipientDelimiter("+-"), "deliver.local", 10, 100);
        for (String extended : List.of("alice+news", "alice-news", "alice-news+2", "alice+news-2")) {
            assertThat(resolve(directoryOf(documents, both), extended + "@example.org"))
                    .containsExactly("u1 alice@example.org -");
        }
    }

    @Test
    default void resolveShouldUseTheCatchAllWhenNothingElseIsFound() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org"),
                alias("u2", "@example.org", "bob@example.org").key("KC").acceptFrom("*@example.net"),
                main("u2", "bob@example.org"));
        assertThat(resolve(directory, "whoever@example.org")).containsExactly("u2 bob@example.org KC");
        assertThat(resolve(directory, "alice+x@example.org")).containsExactly("u1 alice@example.org -");
        assertThat(resolve(directory, "whoever@example.net")).containsExactly("UNKNOWN");
        assertThat(permits(directory, "whoever@example.org", "dave@example.com"))
                .isFalse();
        assertThat(permits(directory, "bob@example.org", "dave@example.com")).isTrue();
    }

    @Test
    default void resolveShouldFindTheMainAddressWhenTheUserIdIsWrittenTo() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "aa@example.org", "alice@example.org"),
                main("u1", "alice@example.org").key("KA").acceptFrom("*@example.net"));
        assertThat(resolve(directory, "u1@deliver.local")).containsExactly("u1 alice@example.org KA");
        assertThat(resolve(directory, "U1+news@Deliver.Local")).containsExactly("u1 alice@example.org KA");
        assertThat(resolve(directory, "u2@deliver.local")).containsExactly("UNKNOWN");
        assertThat(permits(directory, "u1@deliver.local", "dave@example.com")).isFalse();
    }

    @Test
    default void resolveShouldUseTheConfiguredDomainWhenTheUserIdIsWrittenTo() throws Exception {
        ResolverSettings settings = new ResolverSettings(RecipientDelimiter.none(), "accounts.example", 10, 100);
        RecipientDirectory directory = directoryOf(array(main("u1", "alice@example.org")), settings);
        assertThat(resolve(directory, "u1@accounts.example")).containsExactly("u1 alice@example.org -");
        assertThat(resolve(directory, "u1@deliver.local")).containsExactly("UNKNOWN");
    }

    @Test
    default void resolveShouldBlockThatAddressOnlyWhenTwoMainIdentitiesClaimIt() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org"), main("u2", "alice@example.org"), main("u3", "bob@example.org"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("BROKEN_IDENTITY");
        assertThat(resolve(directory, "bob@example.org")).containsExactly("u3 bob@example.org -");
    }

    @Test
    default void resolveShouldBlockThatAddressOnlyWhenADocumentIsBroken() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org").withRaw("enabled", "\"no\""),
                main("u2", "bob@example.org").without("destination"),
                main("u3", "carol@example.org").withRaw("keys", "[]"),
                main("u4", "dave@example.org"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("BROKEN_IDENTITY");
        assertThat(resolve(directory, "bob@example.org")).containsExactly("BROKEN_IDENTITY");
        assertThat(resolve(directory, "carol@example.org")).containsExactly("BROKEN_IDENTITY");
        assertThat(resolve(directory, "dave@example.org")).containsExactly("u4 dave@example.org -");
        assertThat(resolve(directory, "u1@deliver.local")).containsExactly("BROKEN_IDENTITY");
    }

    @Test
    default void resolveShouldKeepTheMailWhenOneOfSeveralDocumentsOfAnAddressIsBroken() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org"),
                alias("u1", "alice@example.org", "bob@example.org").withRaw("accept_from", "\"nobody\""),
                main("u2", "bob@example.org"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("BROKEN_IDENTITY");
        assertThat(resolve(directory, "bob@example.org")).containsExactly("u2 bob@example.org -");
    }

    @Test
    default void resolveShouldSkipDocumentsWhenTheyAreOfAnotherType() throws Exception {
        RecipientDirectory directory =
                directoryOf(main("u1", "alice@example.org").with("type", "Token"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("UNKNOWN");
    }

    @Test
    default void resolveShouldApplyTheSenderRuleOfTheAddressThatWasWrittenTo() throws Exception {
        RecipientDirectory directory = directoryOf(
                main("u1", "alice@example.org").acceptFrom("Bob@Example.NET", "*@bücher.example"),
                alias("u1", "info@example.org", "alice@example.org"));
        assertThat(permits(directory, "alice@example.org", "bob@example.net")).isTrue();
        assertThat(permits(directory, "alice@example.org", "eve@xn--bcher-kva.example"))
                .isTrue();
        assertThat(permits(directory, "alice@example.org", "eve@example.net")).isFalse();
        assertThat(permits(directory, "info@example.org", "eve@example.net")).isTrue();
    }

    @Test
    default void resolveShouldAnswerFromTheNewDocumentsWhenTheyChange() throws Exception {
        RecipientDirectory directory =
                directoryOf(main("u1", "alice@example.org").key("K1"), main("u2", "bob@example.org"));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("u1 alice@example.org K1");
        assertThat(resolve(directory, "carol@example.org")).containsExactly("UNKNOWN");
        update(directory, array(main("u1", "alice@example.org").key("K2"), main("u3", "carol@example.org")));
        assertThat(resolve(directory, "alice@example.org")).containsExactly("u1 alice@example.org K2");
        assertThat(resolve(directory, "bob@example.org")).containsExactly("UNKNOWN");
        assertThat(resolve(directory, "carol@example.org")).containsExactly("u3 carol@example.org -");
    }

    @Test
    default void postmasterCheckShouldTellWhatIsMissingFromWhatIsBlocked() throws Exception {
        RecipientDirectory directory = directoryOf(
                alias("u1", "postmaster@example.org", "alice@example.org"), main("u1", "alice@example.org"));
        assertThat(PostmasterCheck.of(directory::resolve, DOMAINS))
                .isEqualTo(new PostmasterCheck.Result(List.of("example.net"), Map.of()));
        assertThat(resolve(directory, "PostMaster@example.org")).containsExactly("u1 alice@example.org -");
        update(
                directory,
                array(
                        main("u1", "postmaster@example.org"),
                        main("u1", "postmaster@example.net").disabled()));
        assertThat(PostmasterCheck.of(directory::resolve, DOMAINS))
                .isEqualTo(new PostmasterCheck.Result(List.of(), Map.of("example.net", BlockReason.DISABLED)));
        update(directory, array(main("u1", "postmaster@example.org"), main("u1", "postmaster@example.net")));
        assertThat(PostmasterCheck.of(directory::resolve, DOMAINS))
                .isEqualTo(new PostmasterCheck.Result(List.of(), Map.of()));
    }

    @Test
    default void closeShouldDoNothingWhenTheDirectoryIsClosed() throws Exception {
        RecipientDirectory directory = directoryOf(main("u1", "alice@example.org"));
        directory.close();
        directory.close();
    }
}
