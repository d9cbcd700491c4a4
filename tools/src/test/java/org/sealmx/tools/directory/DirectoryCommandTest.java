package org.sealmx.tools.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.server.config.LogHashKeyFile;
import org.sealmx.server.log.AddressHash;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.tools.Main;

class DirectoryCommandTest {

    private enum Backend {
        FILE,
        COUCHDB
    }

    private static final TestKey ALICE = TestKeys.curve25519();
    private static final List<Doc> DOCUMENTS = List.of(
            main("u1", "alice@example.org").id("d1").key(ALICE.armoredCertificate()),
            main("u2", "bob@example.org").id("d2"),
            alias("u1", "team@example.org", "alice@example.org").id("d3"),
            alias("u2", "team@example.org", "bob@example.org").id("d4"),
            alias("u1", "postmaster@example.org", "alice@example.org").id("d5"));

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path conf;
    private byte[] input = {};

    @BeforeEach
    void makeFolder() throws Exception {
        conf = Files.createDirectory(folder.resolve("conf"));
    }

    @AfterEach
    void close() {
        couch.close();
    }

    private void configure(Backend backend) throws Exception {
        configure(backend, DOCUMENTS);
    }

    private void configure(Backend backend, List<Doc> documents) throws Exception {
        String directory = backend == Backend.FILE
                ? "file://conf/directory.json"
                : couch.server().uri().toString();
        Files.write(conf.resolve("sealmx.properties"), List.of("domains=example.org", "directory=" + directory));
        if (backend == Backend.FILE) {
            Files.writeString(
                    conf.resolve("directory.json"), org.sealmx.directory.identity.TestIdentities.array(documents));
        } else {
            documents.forEach(document -> database.store(document.json()));
            try (var client = TestClients.of(TestClients.LONG, couch.server().uri())) {
                new CouchDbViews(client, CouchDbViews.IDENTITIES).createWhenMissing();
            }
        }
    }

    private int run(String... words) {
        out.reset();
        errors.reset();
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--conf=" + conf);
        return Main.run(
                all,
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void refused(String problem, String... words) throws Exception {
        String before = list();
        assertThat(run(words)).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains(problem).hasLineCount(1);
        assertThat(said()).isEmpty();
        assertThat(list()).isEqualTo(before);
    }

    private String list() {
        assertThat(run("list")).isZero();
        return said();
    }

    private String file(TestKey key) throws IOException {
        return Files.writeString(folder.resolve(key.fingerprint() + ".asc"), key.armoredCertificate())
                .toString();
    }

    @ParameterizedTest
    @EnumSource
    void addShouldMakeAnAccountWithItsCertificate(Backend backend) throws Exception {
        configure(backend);
        TestKey key = TestKeys.curve25519("Carol <carol@example.org>");
        assertThat(run("add", "Carol@example.org", file(key), "--account", "u9"))
                .isZero();
        assertThat(said()).contains("added, account u9").contains(key.fingerprint());
        assertThat(list())
                .containsPattern(
                        "carol@example.org  mailbox, account u9, document [0-9a-f]{32}\n  " + key.fingerprint());
        refused("run add with the certificate again, without --account", "add", "carol@example.org", "--account", "u9");
    }

    @ParameterizedTest
    @EnumSource
    void addShouldReplaceACertificateOfAnAccountThatIsThere(Backend backend) throws Exception {
        configure(backend);
        TestKey key = TestKeys.curve25519();
        input = key.binaryCertificate();
        assertThat(run("add", "alice@example.org", "-")).isZero();
        assertThat(said()).contains("now: " + key.fingerprint()).contains("before: " + ALICE.fingerprint());
        TestKey other = TestKeys.curve25519("Mallory <mallory@example.org>");
        refused("--force takes it all the same", "add", "alice@example.org", file(other));
        assertThat(run("add", "alice@example.org", file(other), "--force")).isZero();
        assertThat(said()).contains("overruled: no name in certificate");
        refused("--account is only for a new account", "add", "alice@example.org", file(key), "--account=u1");
    }

    @ParameterizedTest
    @EnumSource
    void addShouldMakeAnAccountWithoutACertificateAndSayThatMailWaits(Backend backend) throws Exception {
        configure(backend);
        assertThat(run("add", "carol@example.org")).isZero();
        assertThat(said()).contains("mail waits");
        assertThat(list()).contains("carol@example.org  mailbox,").contains("\n  no certificate: mail waits");
        refused("not ours", "add", "carol@example.com");
        refused("the domain of the address is not ours", "add", "alice@example.com", file(ALICE));
        refused("not a mail address", "add", "carol");
        refused(
                "cannot be read from",
                "add",
                "dan@example.org",
                folder.resolve("none").toString());
    }

    @ParameterizedTest
    @EnumSource
    void disableAndEnableShouldChangeEachDocumentOfAnAddress(Backend backend) throws Exception {
        configure(backend);
        String before = list();
        assertThat(run("disable", "team@example.org")).isZero();
        assertThat(said()).contains("document d3").contains("document d4");
        assertThat(list()).contains("team@example.org  disabled to alice@example.org");
        refused("disabled already", "disable", "team@example.org");
        assertThat(run("enable", "team@example.org")).isZero();
        assertThat(list()).isEqualTo(before);
        refused("no identity", "enable", "nobody@example.org");
        refused("postmaster", "disable", "postmaster@example.org");
    }

    @ParameterizedTest
    @EnumSource
    void aliasShouldBelongToTheAccountOfItsDestination(Backend backend) throws Exception {
        configure(backend);
        assertThat(run("alias", "sales@example.org", "bob@example.org")).isZero();
        assertThat(list()).contains("sales@example.org  alias to bob@example.org, account u2");
        refused("leads there already", "alias", "sales@example.org", "bob@example.org");
        refused("does not exist", "alias", "sales@example.org", "nobody@example.org");
        refused("--account", "alias", "sales@example.org", "friend@example.com");
        assertThat(run("alias", "sales@example.org", "friend@example.com", "--account=u2"))
                .isZero();
        assertThat(list()).contains("sales@example.org  forward to friend@example.com, account u2");
        refused("--force", "alias", "bob@example.org", "alice@example.org");
        assertThat(run("alias", "bob@example.org", "alice@example.org", "--force"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aliasShouldAddAPostmasterThatIsMissing(Backend backend) throws Exception {
        configure(backend, DOCUMENTS.subList(0, 4));
        refused("does not exist", "alias", "postmaster@example.org", "nobody@example.org");
        assertThat(run("alias", "postmaster@example.org", "alice@example.org")).isZero();
        assertThat(list()).contains("postmaster@example.org  alias to alice@example.org, account u1");
        assertThat(run("alias", "sales@example.org", "bob@example.org")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryWithoutAnybodyShouldGetItsFirstAccountAndThenItsPostmaster(Backend backend) throws Exception {
        configure(backend, List.of());
        assertThat(run("add", "alice@example.org", file(ALICE), "--account=u1")).isZero();
        assertThat(run("alias", "postmaster@example.org", "alice@example.org")).isZero();
        assertThat(list()).contains("postmaster@example.org  alias to alice@example.org, account u1");
        assertThat(run("add", "bob@example.org")).isZero();
    }

    /** A CouchDB as it is installed. */
    private void configureFreshCouchDb(String... lines) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("domains=example.org", "directory=" + couch.server().uri()));
        all.addAll(List.of(lines));
        Files.write(conf.resolve("sealmx.properties"), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add alice@example.org", "list", "disable alice@example.org"})
    void aMissingDatabaseShouldBeNamedWithWhatMakesIt(String words) throws Exception {
        configureFreshCouchDb();
        couch.drop("identities");
        assertThat(run(words.split(" "))).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("database identities does not exist")
                .contains("curl -X PUT --user ADMIN " + couch.server().uri() + "/identities")
                .hasLineCount(1);
    }

    @Test
    void aFreshDatabaseShouldGetItsViewsFromTheFirstChangeWhenConfigured() throws Exception {
        configureFreshCouchDb();
        assertThat(run("add", "alice@example.org", "--account=u1")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("couchdb-create-views=true in sealmx.properties")
                .contains("check --create-views")
                .hasLineCount(1);
        configureFreshCouchDb("couchdb-create-views=true");
        assertThat(run("add", "alice@example.org", "--account=u1")).isZero();
        assertThat(run("alias", "postmaster@example.org", "alice@example.org")).isZero();
        assertThat(run("add", "bob@example.org")).isZero();
    }

    @Test
    void whoMayNotCreateTheViewsShouldLearnWhoMay() throws Exception {
        configureFreshCouchDb("couchdb-create-views=true");
        couch.fault(
                request -> request.method().equals("PUT"),
                (request, exchange) -> exchange.json(403, "{\"error\":\"forbidden\",\"reason\":\"not an admin\"}"));
        assertThat(run("add", "alice@example.org")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("only an administrator of CouchDB may create them")
                .hasLineCount(1);
    }

    @Test
    void aDatabaseThatHasLostItsPostmasterShouldNotBeBelievedAboutAnybodyElse() throws Exception {
        configure(Backend.COUCHDB, DOCUMENTS.subList(0, 4));
        refused("alias postmaster@DOMAIN ADDRESS", "add", "carol@example.org");
        refused("has no postmaster for example.org", "alias", "sales@example.org", "bob@example.org");
    }

    @Test
    void aViewThatDoesNotFindThePostmasterShouldNotGetASecondOne() throws Exception {
        configure(Backend.COUCHDB);
        couch.fault(
                request -> request.path().contains("/_view/by_address"),
                (request, exchange) -> exchange.answer(200, "application/json", "{\"rows\":[]}"));
        refused("its map function fails", "alias", "postmaster@example.org", "bob@example.org");
    }

    @ParameterizedTest
    @EnumSource
    void aCatchAllShouldBeHandledAsAnAddressIs(Backend backend) throws Exception {
        configure(backend);
        refused("no identity", "disable", "@example.org");
        refused("a catch-all has no mailbox of its own", "add", "@example.org");
        refused("alias @example.org DESTINATION", "add", "@example.org", file(ALICE));
        refused("not ours", "alias", "@example.com", "alice@example.org");
        refused("local part is empty", "alias", "sales@example.org", "@example.org");
        assertThat(run("alias", "@Example.org", "alice@example.org")).isZero();
        assertThat(said()).contains("@example.org: leads to alice@example.org");
        assertThat(list()).containsPattern("(?m)^@example.org  alias to alice@example.org, account u1");
        refused("leads there already", "alias", "@example.org", "alice@example.org");
        assertThat(run("alias", "@example.org", "bob@example.org")).isZero();
        assertThat(run("disable", "@example.org")).isZero();
        assertThat(list()).contains("@example.org  disabled to alice@example.org");
        assertThat(run("enable", "@example.org")).isZero();
        assertThat(run("remove", "@example.org", "--destination=bob@example.org"))
                .isZero();
        refused("no name in certificate", "add", "@example.org", file(ALICE));
        assertThat(run("add", "@example.org", file(ALICE), "--force")).isZero();
        assertThat(run("remove", "@example.org")).isZero();
        refused("no identity", "remove", "@example.org");
        assertThat(audit())
                .hasSize(9)
                .allMatch(line -> line.contains(" address=@example.org document="))
                .last()
                .asString()
                .startsWith("directory=remove ")
                .contains(" before=" + ALICE.fingerprint());
    }

    @ParameterizedTest
    @EnumSource
    void aCatchAllThatTakesThePostmastersMailShouldStayUntilThereIsAPostmaster(Backend backend) throws Exception {
        configure(backend, DOCUMENTS.subList(0, 2));
        assertThat(run("alias", "@example.org", "alice@example.org")).isZero();
        refused("no postmaster but this catch-all", "disable", "@example.org");
        refused("no postmaster but this catch-all", "remove", "@example.org");
        refused("no postmaster but this", "remove", "@example.org", "--destination=alice@example.org");
        assertThat(run("alias", "@example.org", "bob@example.org")).isZero();
        assertThat(run("remove", "@example.org", "--destination=alice@example.org"))
                .isZero();
        assertThat(run("alias", "postmaster@example.org", "alice@example.org")).isZero();
        assertThat(run("remove", "@example.org")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void removeShouldRemoveOneDestinationOrAll(Backend backend) throws Exception {
        configure(backend);
        refused("other addresses lead to this one", "remove", "bob@example.org");
        assertThat(run("remove", "team@example.org", "--destination=bob@example.org"))
                .isZero();
        assertThat(list()).contains("team@example.org  alias to alice").doesNotContain("to bob");
        assertThat(run("remove", "bob@example.org")).isZero();
        assertThat(list()).doesNotContain("bob");
        refused("does not lead there", "remove", "team@example.org", "--destination=bob@example.org");
        refused("no identity", "remove", "bob@example.org");
        refused("postmaster", "remove", "postmaster@example.org");
    }

    @ParameterizedTest
    @EnumSource
    void commandsShouldMakeNoLoopOfAliasesAndNoAliasToNobody(Backend backend) throws Exception {
        configure(backend);
        assertThat(run("alias", "p1@example.org", "bob@example.org")).isZero();
        assertThat(run("alias", "p2@example.org", "p1@example.org")).isZero();
        assertThat(run("alias", "p3@example.org", "p1@example.org")).isZero();
        refused("the destination leads back to the address", "alias", "p1@example.org", "p2@example.org");
        refused("other addresses lead to this one", "remove", "p1@example.org", "--destination=bob@example.org");
        assertThat(run("alias", "p1@example.org", "alice@example.org")).isZero();
        assertThat(run("remove", "p1@example.org", "--destination=bob@example.org"))
                .isZero();

        assertThat(run("alias", "p1@example.org", "p2@example.org", "--force")).isZero();
        assertThat(list()).contains("p1@example.org  alias to p2@example.org");
        assertThat(audit()).last().asString().contains("closes_loop");
    }

    @ParameterizedTest
    @EnumSource
    void copyToAnAddressThatLeadsBackToAMailboxShouldBeNoLoop(Backend backend) throws Exception {
        configure(backend);
        assertThat(run("alias", "copies@example.org", "bob@example.org")).isZero();
        assertThat(run("alias", "bob@example.org", "copies@example.org", "--force"))
                .isZero();
        assertThat(audit()).last().asString().contains("copies_mailbox").doesNotContain("closes_loop");
    }

    @ParameterizedTest
    @EnumSource
    void addressThatNeedsQuotesShouldBeListedAsItIsWritten(Backend backend) throws Exception {
        configure(backend);
        assertThat(run("add", "\"John Smith\"@example.org", "--account=u3")).isZero();
        assertThat(list()).contains("\"john smith\"@example.org  mailbox, account u3,");
        assertThat(run("disable", "\"john smith\"@example.org")).isZero();
        assertThat(run("list", "--json")).isZero();
        assertThat(said()).contains("\"address\":\"\\\"john smith\\\"@example.org\"");
    }

    @ParameterizedTest
    @EnumSource
    void listShouldNameForwardsThatEndSoonAndAccountsElsewhereAsSuch(Backend backend) throws Exception {
        Duration life = Duration.between(TestKeys.CREATED, Instant.now()).plusDays(20);
        TestKey key = TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.LEGACY_X25519, "Fwd <fwd@example.org>", s -> {
                    TestKeys.certifying(s);
                    s.setKeyExpirationTime(false, life.toSeconds());
                });
        List<Doc> documents = new ArrayList<>(DOCUMENTS);
        documents.add(
                alias("u1", "fwd@example.org", "fwd@elsewhere.example").id("f1").key(key.armoredCertificate()));
        documents.add(alias("u1", "covered@example.org", "c@elsewhere.example").id("f2"));
        documents.add(alias("u9", "bare@example.org", "b@elsewhere.example").id("f3"));
        documents.add(main("u8", "eve@example.net").id("e1"));
        configure(backend, documents);

        assertThat(run("list", "--expires-within", "30d")).isZero();
        assertThat(said())
                .contains("fwd@example.org  forward to fwd@elsewhere.example, account u1, document f1\n  ")
                .contains("bare@example.org  forward to b@elsewhere.example, account u9, document f3\n")
                .doesNotContain("covered")
                .doesNotContain("eve");
        assertThat(run("list", "--expires-within", "10d")).isZero();
        assertThat(said()).contains("bare@example.org").doesNotContain("fwd");
        assertThat(list()).contains("eve@example.net  not ours, account u8, document e1");
    }

    @ParameterizedTest
    @EnumSource
    void listShouldNameWhatEndsSoon(Backend backend) throws Exception {
        configure(backend);
        Duration life = Duration.between(TestKeys.CREATED, Instant.now()).plusDays(10);
        TestKey key = TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.LEGACY_X25519, "Carol <carol@example.org>", s -> {
                    TestKeys.certifying(s);
                    s.setKeyExpirationTime(false, life.toSeconds());
                });
        assertThat(run("add", "carol@example.org", file(key))).isZero();
        assertThat(run("list", "--expires-within", "9d")).isZero();
        assertThat(said())
                .containsPattern("bob@example.org  mailbox, .*\n  no certificate: mail waits until there is one\n")
                .doesNotContain("carol")
                .doesNotContain("alice");
        assertThat(run("list", "--expires-within", "11d")).isZero();
        assertThat(said()).contains("carol@example.org").doesNotContain("alice");
        assertThat(run("list", "--json")).isZero();
        for (String line : said().lines().toList()) {
            JsonNode json = new JsonMapper().readTree(line);
            assertThat(json.path("address").asText()).endsWith("@example.org");
        }
        assertThat(run("list", "--expires-within", "soon")).isEqualTo(2);
    }

    private List<String> audit() throws IOException {
        Path file = folder.resolve("log").resolve("audit.log");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(line -> line.replaceFirst("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z ", ""))
                        .toList()
                : List.of();
    }

    @ParameterizedTest
    @EnumSource
    void eachChangeShouldBeRecorded(Backend backend) throws Exception {
        configure(backend);
        byte[] key = LogHashKeyFile.readOrMake(
                Files.createDirectories(folder.resolve("var/sealmx")).resolve("log-hash.key"), new SecureRandom());
        AddressHash hash = new AddressHash(key);
        String who = " by=" + System.getProperty("user.name") + " via=command address=";
        String alice = who + hash.of(EmailAddress.of("alice@example.org"));
        String sales = who + hash.of(EmailAddress.of("sales@example.org"));
        TestKey next = TestKeys.curve25519("Mallory <mallory@example.org>");
        list();
        assertThat(audit()).isEmpty();
        assertThat(run("add", "alice@example.org", file(next), "--force")).isZero();
        assertThat(run("alias", "sales@example.org", "bob@example.org")).isZero();
        assertThat(run("disable", "sales@example.org")).isZero();
        assertThat(run("enable", "sales@example.org")).isZero();
        assertThat(run("remove", "sales@example.org")).isZero();
        refused("no identity", "remove", "sales@example.org");
        List<String> lines = audit();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .isEqualTo("directory=put-certificate" + alice + " document=d1 before=" + ALICE.fingerprint()
                        + " after=" + next.fingerprint() + " overruled=other_address destination="
                        + hash.of(EmailAddress.of("alice@example.org")));
        String nothing = " before=- after=- overruled=- destination=" + hash.of(EmailAddress.of("bob@example.org"));
        assertThat(lines.get(1)).matches("directory=add" + sales + " document=[0-9a-f]{32}" + nothing);
        assertThat(lines.get(2)).matches("directory=disable" + sales + " document=[0-9a-f]{32}" + nothing);
        assertThat(lines.get(3)).matches("directory=enable" + sales + " document=[0-9a-f]{32}" + nothing);
        assertThat(lines.get(4)).matches("directory=remove" + sales + " document=[0-9a-f]{32}" + nothing);
    }

    /** Whoever forces a copy of somebody's mail, or a certificate with another name, reads mail that is not theirs. */
    @ParameterizedTest
    @EnumSource
    void whatForceHasOverruledShouldBeRecordedOfWhatIsAdded(Backend backend) throws Exception {
        configure(backend);
        assertThat(run("alias", "bob@example.org", "alice@example.org", "--force"))
                .isZero();
        assertThat(run("alias", "sales@example.org", "alice@example.org", "--force"))
                .isZero();
        assertThat(run("add", "carol@example.org", file(ALICE), "--force")).isZero();
        assertThat(audit())
                .extracting(line -> line.replaceFirst(".* overruled=(\\S+) .*", "$1"))
                .containsExactly("copies_mailbox", "-", "other_address");
    }

    @ParameterizedTest
    @EnumSource
    void postmasterShouldMoveToAnotherAccount(Backend backend) throws Exception {
        configure(backend);
        String alice = "--destination=alice@example.org";
        refused("add another destination (alias)", "remove", "postmaster@example.org", alice);
        assertThat(run("alias", "postmaster@example.org", "bob@example.org")).isZero();
        refused("does not lead there", "remove", "postmaster@example.org", "--destination=carol@example.org");
        assertThat(run("remove", "postmaster@example.org", alice)).isZero();
        assertThat(list())
                .contains("postmaster@example.org  alias to bob")
                .doesNotContain("postmaster@example.org  alias to alice");
        refused("needs a postmaster", "remove", "postmaster@example.org", "--destination=bob@example.org");
    }

    @Test
    void listShouldNameTheDocumentsThatOtherCommandsAndTheLogName() throws Exception {
        configure(Backend.FILE);
        assertThat(list()).contains("team@example.org  alias to bob@example.org, account u2, document d4\n");
        refused("identity d4 (list shows", "remove", "bob@example.org");
    }

    @Test
    void fileThatIsNotThereShouldBeNamed() throws Exception {
        configure(Backend.FILE);
        refused("from /nowhere/alice.asc: there is no such file", "add", "alice@example.org", "/nowhere/alice.asc");
    }

    @Test
    void aChangeShouldBeRecordedBeforeThereIsAKeyOfHashes() throws Exception {
        configure(Backend.FILE);
        assertThat(run("disable", "bob@example.org")).isZero();
        assertThat(audit()).singleElement().asString().contains(" via=command address=- document=d2 ");
    }

    @Test
    void nothingShouldBeChangedThatCannotBeRecorded() throws Exception {
        configure(Backend.FILE);
        Files.createDirectories(folder.resolve("log").resolve("audit.log"));
        refused("nothing is changed, since the change could not be recorded in", "disable", "bob@example.org");
    }

    @Test
    void commandsShouldSayWhatIsMissing() throws Exception {
        configure(Backend.FILE);
        assertThat(run("add")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .isEqualTo("sealmx: add needs ADDRESS, such as: add alice@example.org; see --help\n");
        assertThat(run("alias", "a@example.org")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .isEqualTo("sealmx: alias needs DESTINATION, such as: alias alice@example.org bob@example.org; see"
                        + " --help\n");
        assertThat(run("alias")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("sealmx: alias needs ADDRESS and DESTINATION,");
        refused(
                "the address has no identity; list shows those that there are, and add makes one",
                "enable",
                "nobody@example.org");
        assertThat(run("list", "more")).isEqualTo(2);
        Files.delete(conf.resolve("directory.json"));
        assertThat(run("list")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("does not exist");
    }
}
