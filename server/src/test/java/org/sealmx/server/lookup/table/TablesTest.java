package org.sealmx.server.lookup.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.policy.Verdict;
import org.sealmx.server.lookup.table.LookupAnswer.Found;
import org.sealmx.server.lookup.table.LookupAnswer.NotFound;
import org.sealmx.server.lookup.table.LookupAnswer.Unavailable;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/** What each table says about an address of each kind. */
class TablesTest {

    private static final NotFound NOT_FOUND = new NotFound();
    private static final Unavailable OUTAGE = new Unavailable("The directory does not answer, try again later");

    @TempDir
    private Path folder;

    private TestDirectory directory;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        directory = TestDirectory.open(folder);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private RecipientQuestion question() {
        return new RecipientQuestion(
                directory.policy(),
                (recipient, refused) ->
                        told.add(recipient + " " + refused.refusal().cause() + " " + refused.accounts()));
    }

    private LookupTable recipient() {
        return new RecipientTable(question());
    }

    private LookupTable access() {
        return new AccessTable(question(), TestDirectory.ours(), AccessTable.OK);
    }

    private LookupTable alias() {
        return new AliasTable(directory, TestDirectory.ours(), TestDirectory.CLOCK);
    }

    private LookupTable certificate() {
        return new CertificateTable(directory, TestDirectory.CLOCK);
    }

    private static LookupTable transport() {
        return new TransportTable(TestDirectory.ours(), "lmtp:inet:127.0.0.1:10024");
    }

    static Stream<String> accepted() {
        return Stream.of(
                "alice@example.org",
                "ALICE@Example.ORG",
                "alice+news@example.org",
                "info@example.org",
                "team@example.org",
                "own-key@example.org",
                "closed@example.org",
                "anything@catch.example",
                "john smith@example.org",
                "\"john smith\"@example.org",
                "u1@deliver.local");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void acceptedShouldBeFoundInTheListAndOkForAccess(String address) {
        assertThat(recipient().find(address)).isEqualTo(new Found("OK"));
        assertThat(access().find(address)).isEqualTo(new Found("OK"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody@example.org   | 550 5.1.1 No such address here
                    u99@deliver.local    | 550 5.1.1 No such address here
                    disabled@example.org | 550 5.2.1 This account does not accept mail
                    forward@example.org  | 550 5.1.6 Mail for this address goes to another server, and forwarding is off here
                    loop@example.org     | 550 5.4.6 The address leads nowhere: alias loop
                    a..b@example.org     | 550 5.1.1 No such address here
                    .@example.org        | 550 5.1.1 No such address here
                    """)
    void refusedForGoodShouldNotBeInTheListAndHaveItsReplyForAccess(String address, String reply) {
        assertThat(recipient().find(address)).isEqualTo(NOT_FOUND);
        assertThat(access().find(address)).isEqualTo(new Found(reply));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keyless@example.org | 450 4.7.5 The recipient cannot receive mail now
                    full@example.org    | 452 4.2.2 The recipient's mailbox is full
                    broken@example.org  | 450 4.7.5 The recipient cannot receive mail now
                    """)
    void deferredShouldBeDeferredInTheListAndHaveItsReplyForAccess(String address, String reply) {
        assertThat(recipient().find(address)).isEqualTo(new LookupAnswer.Deferred(reply.substring(4)));
        assertThat(access().find(address)).isEqualTo(new Found(reply));
    }

    @Test
    void refusalsShouldBeToldWithTheirAccountsAndNothingElse() {
        for (LookupTable table : List.of(recipient(), access())) {
            table.find("keyless@example.org");
            table.find("nobody@example.org");
            table.find("alice@example.org");
            table.find("alice@");
        }
        assertThat(told)
                .filteredOn(line -> !line.startsWith("alice@"))
                .containsExactly(
                        "keyless@example.org NO_USABLE_CERTIFICATE [u6]",
                        "nobody@example.org UNKNOWN []",
                        "keyless@example.org NO_USABLE_CERTIFICATE [u6]",
                        "nobody@example.org UNKNOWN []");
    }

    @Test
    void whatCannotBeAnAddressShouldBeRefusedWithItsOwnReply() {
        String tooLong = "a".repeat(256) + "@example.org";
        assertThat(recipient().find(tooLong)).isEqualTo(NOT_FOUND);
        assertThat(access().find(tooLong)).isEqualTo(new Found("553 5.1.3 Recipient address is not valid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@elsewhere.example",
                "@example.org",
                "@elsewhere.example",
                "example.org",
                "alice",
                "",
                "@",
                "<>",
                "alice@",
                "alice@-",
                "alice@example..org"
            })
    void accessShouldHaveNoOpinionAboutWhatIsNoAddressOfOurs(String key) {
        assertThat(access().find(key)).isEqualTo(NOT_FOUND);
        assertThat(recipient().find(key)).isEqualTo(NOT_FOUND);
        assertThat(alias().find(key)).isEqualTo(NOT_FOUND);
        assertThat(certificate().find(key)).isEqualTo(NOT_FOUND);
    }

    /** An address of each kind; the property is that all tables agree with what RCPT says. */
    static Stream<String> addresses() {
        return Stream.concat(
                accepted(),
                Stream.of(
                        "nobody@example.org",
                        "disabled@example.org",
                        "keyless@example.org",
                        "full@example.org",
                        "broken@example.org",
                        "forward@example.org",
                        "loop@example.org",
                        "closed-alias@example.org",
                        "second@example.org",
                        "a-first@example.org"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void tablesShouldAgreeWithRcpt(String address) {
        EmailAddress recipient = KeyAddress.parse(address).orElseThrow();
        Verdict verdict = directory.policy().atRcpt(ReversePath.nullPath(), recipient);
        if (verdict instanceof Verdict.Refuse refused) {
            Reply reply = refused.refusal().reply();
            assertThat(access().find(address)).isEqualTo(new Found(reply.toString()));
            assertThat(recipient().find(address))
                    .isInstanceOf(reply.isTransient() ? LookupAnswer.Deferred.class : NotFound.class);
        } else {
            assertThat(access().find(address)).isEqualTo(new Found("OK"));
            assertThat(recipient().find(address)).isInstanceOf(Found.class);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void outageShouldNeverBeNotFound(String address) {
        directory.away(true);
        assertThat(List.of(recipient().find(address), access().find(address))).allMatch(Unavailable.class::isInstance);
        assertThat(access().find(address)).isEqualTo(OUTAGE);
        if (!address.endsWith("deliver.local")) {
            assertThat(alias().find(address)).isEqualTo(OUTAGE);
        }
        assertThat(certificate().find(TestDirectory.FINGERPRINT)).isEqualTo(OUTAGE);
        assertThat(transport().find(address)).isEqualTo(new Found("lmtp:inet:127.0.0.1:10024"));
        assertThat(access().find("alice@elsewhere.example")).isEqualTo(NOT_FOUND);
        directory.away(false);
        assertThat(recipient().find("alice@example.org")).isEqualTo(new Found("OK"));
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.org, u1@deliver.local",
        "info@example.org, u1@deliver.local",
        "info+list@example.org, u1@deliver.local",
        "INFO@EXAMPLE.ORG, u1@deliver.local",
        "bob@example.org, u2@deliver.local",
        "keyless@example.org, u6@deliver.local",
        "closed@example.org, u4@deliver.local",
        "a-first@example.org, u9@deliver.local",
        "anything@catch.example, u10@deliver.local",
        "john smith@example.org, '\"U 3\"@deliver.local'"
    })
    void aliasShouldBeTheAccount(String address, String account) {
        assertThat(alias().find(address)).isEqualTo(new Found(account));
    }

    /** Else rewriting would change where mail goes, to which keys it is sealed, or who may write. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "own-key@example.org",
                "closed-alias@example.org",
                "team@example.org",
                "forward@example.org",
                "second@example.org",
                "loop@example.org",
                "disabled@example.org",
                "nobody@example.org",
                "u1@deliver.local"
            })
    void aliasShouldLeaveAloneWhatTheAccountsAddressCannotReplace(String address) {
        assertThat(alias().find(address)).isEqualTo(NOT_FOUND);
    }

    @Test
    void aliasOfABrokenDocumentShouldWait() {
        assertThat(alias().find("broken@example.org"))
                .isEqualTo(new LookupAnswer.Deferred("The recipient cannot receive mail now"));
    }

    @Test
    void certificateShouldGiveTheLastDay() {
        Found found = new Found(TestDirectory.FINGERPRINT + " 2025-06-01");
        assertThat(certificate().find(TestDirectory.FINGERPRINT)).isEqualTo(found);
        assertThat(certificate().find(TestDirectory.FINGERPRINT.toUpperCase(Locale.ROOT)))
                .as("as Postfix writes it")
                .isEqualTo(found);
    }

    @Test
    void certificateShouldNotBeFoundWhenItIsUnknownOrHasExpired() {
        assertThat(certificate().find(TestDirectory.FINGERPRINT.replace("0a", "0f")))
                .isEqualTo(NOT_FOUND);
        assertThat(certificate().find(TestDirectory.FINGERPRINT.replace("0a", "0b")))
                .as("expired yesterday")
                .isEqualTo(NOT_FOUND);
        assertThat(certificate().find("ab".repeat(32))).as("SHA-256").isEqualTo(NOT_FOUND);
    }

    @Test
    void certificateInABrokenDocumentShouldWait() {
        assertThat(certificate().find(TestDirectory.FINGERPRINT.replace("0a", "0c")))
                .isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.org", "alice@example.org", "nobody@Example.org", "u1@deliver.local", "@example.org"})
    void transportShouldLeadOurDomainsToLmtp(String key) {
        assertThat(transport().find(key)).isEqualTo(new Found("lmtp:inet:127.0.0.1:10024"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example", "a@elsewhere.example", "", "*", ".example.org", "sub.example.org"})
    void transportShouldLeaveOtherDomainsAlone(String key) {
        assertThat(transport().find(key)).isEqualTo(NOT_FOUND);
    }
}
