package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.tools.Main;

class CheckCommandTest {

    private static final String KEY = TestKeys.curve25519().armoredCertificate();

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = Files.createDirectory(folder.resolve("conf"));
    }

    @AfterEach
    void close() {
        couch.close();
    }

    private static Doc main(String user, String address) {
        return org.sealmx.directory.identity.TestIdentities.main(user, address);
    }

    private static List<Doc> wellKept() {
        return List.of(
                main("u1", "alice@example.org").id("d1").key(KEY),
                org.sealmx.directory.identity.TestIdentities.alias("u1", "postmaster@example.org", "alice@example.org")
                        .id("d2"));
    }

    private static String expiresInTenDays() {
        Duration life = Duration.between(TestKeys.CREATED, Instant.now()).plusDays(10);
        return TestKeys.version4(
                        TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.LEGACY_X25519, "Bob <bob@example.org>", s -> {
                            TestKeys.certifying(s);
                            s.setKeyExpirationTime(false, life.toSeconds());
                        })
                .armoredCertificate();
    }

    private void configure(String directory, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("domains=example.org", "directory=" + directory));
        lines.addAll(List.of(more));
        Files.write(conf.resolve("sealmx.properties"), lines);
    }

    private void inFile(List<Doc> documents) throws IOException {
        configure("file://conf/directory.json");
        Files.writeString(
                conf.resolve("directory.json"), org.sealmx.directory.identity.TestIdentities.array(documents));
    }

    private void inCouchDb(List<Doc> documents) throws IOException {
        configure(couch.server().uri().toString());
        documents.forEach(document -> database.store(document.json()));
    }

    private int check(String... arguments) {
        out.reset();
        errors.reset();
        List<String> all = new ArrayList<>(List.of("check", "--conf", conf.toString()));
        all.addAll(List.of(arguments));
        return Main.run(
                all,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        assertThat(said()).isEmpty();
        assertThat(errors.toString(StandardCharsets.UTF_8)).hasLineCount(1).startsWith("sealmx: ");
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void checkShouldBeCleanWhenTheFileIsInOrder() throws Exception {
        inFile(wellKept());

        assertThat(check()).as(said()).isEqualTo(CheckCommand.CLEAN);
        assertThat(said())
                .startsWith("directory file " + conf.resolve("directory.json"))
                .contains("main identities: 1\n", "aliases: 1\n", "problems: 0\n");
        assertThat(errors.size()).isZero();
    }

    @Test
    void checkShouldListWhatIsWrongInTheFile() throws Exception {
        inFile(List.of(main("u1", "alice@example.org").id("d1")));

        assertThat(check()).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains(
                        "  domain example.org: no postmaster@example.org (RFC 5321 section 4.5.1); the server will not"
                                + " start\n",
                        "  alice@example.org (identity d1): certificate: no certificate\n");
    }

    @Test
    void checkShouldNameTheDocumentThatKeepsThePostmasterFromReceivingMail() throws Exception {
        inFile(List.of(
                main("u1", "alice@example.org").id("d1").key(KEY).without("destination"),
                org.sealmx.directory.identity.TestIdentities.alias("u1", "postmaster@example.org", "alice@example.org")
                        .id("d2")));

        assertThat(check()).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains("  postmaster@example.org leads to alice@example.org, which cannot receive mail (identity d1:"
                        + " \"destination\" is missing). Fix that identity, or point postmaster@ elsewhere.\n");
    }

    @Test
    void checkShouldListDocumentsOfDomainsThatAreNotOurs() throws Exception {
        List<Doc> documents = new ArrayList<>(wellKept());
        documents.add(main("u2", "bob@example.net").id("d3").key(KEY));
        inFile(documents);

        assertThat(check()).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains(
                        "problems: 1\n  bob@example.net (identity d3): the domain example.net is not ours, so its mail"
                                + " is refused; add it to 'domains', or remove the identity\n");
    }

    @Test
    void checkShouldListAddressesThatJamesCanHaveNoMailboxFor() throws Exception {
        List<Doc> documents = new ArrayList<>(wellKept());
        documents.add(main("u2", "r&d@example.org").id("d3").key(KEY));
        documents.add(org.sealmx.directory.identity.TestIdentities.alias("u2", "\"x@y\"@example.org", "r&d@example.org")
                .id("d4"));
        inFile(documents);

        assertThat(check()).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains(
                        "problems: 2\n  r&d@example.org (identity d3): James has no mailboxes for addresses with one of"
                                + " \"(),:; <>@[\\]& before the @, so its mail is refused; give it another address\n"
                                + "  \"x@y\"@example.org (identity d4): its mail is refused (550 5.1.1): at account u2, James has no mailboxes");

        configure("file://conf/directory.json", "store=couchdb", "couchdb-nodes=http://127.0.0.1:5984");
        assertThat(check()).as("another store").isEqualTo(CheckCommand.CLEAN);
    }

    @Test
    void checkShouldEndInItsOwnWayWhenCertificatesExpireSoon() throws Exception {
        List<Doc> documents = new ArrayList<>(wellKept());
        documents.add(main("u2", "bob@example.org").id("d3").key(expiresInTenDays()));
        inFile(documents);

        assertThat(check()).as(said()).isEqualTo(CheckCommand.CLEAN);
        assertThat(said()).doesNotContain("expire");
        assertThat(check("--expires-within", "1d")).as(said()).isEqualTo(CheckCommand.CLEAN);
        assertThat(check("--expires-within", "30d")).as(said()).isEqualTo(CheckCommand.EXPIRING);
        assertThat(said())
                .containsPattern("certificates that expire soon: 1\n  bob@example.org \\(identity d3\\): certificate:"
                        + " expires on 20[0-9T:.-]+Z\n");

        documents.add(main("u4", "dave@example.org").id("d4"));
        inFile(documents);
        assertThat(check("--expires-within", "30d")).isEqualTo(CheckCommand.PROBLEMS);
        for (String wrong : List.of("30", "0d", "-1d", "d", "10000d")) {
            assertThat(check("--expires-within", wrong)).as(wrong).isEqualTo(CheckCommand.UNKNOWN);
            assertThat(complaint())
                    .isEqualTo("sealmx: --expires-within must be a number of days from 1d to 9999d, such as 30d\n");
        }
    }

    @Test
    void checkShouldReportInJsonWhenAsked() throws Exception {
        inFile(List.of(main("u1", "alice@example.org").id("d1")));

        assertThat(check("--json")).isEqualTo(CheckCommand.PROBLEMS);
        JsonNode report = new JsonMapper().readTree(said());
        assertThat(report.path("usable").asBoolean()).isTrue();
        assertThat(report.path("documents").path("main").asInt()).isEqualTo(1);
        assertThat(report.path("problemCount").asInt()).isEqualTo(2);
        JsonNode problem = report.path("problems").get(0);
        assertThat(problem.path("id").asText()).isEqualTo("d1");
        assertThat(problem.path("address").asText()).isEqualTo("alice@example.org");
        assertThat(problem.path("problem").asText()).isEqualTo("certificate: no certificate");
        assertThat(report.path("problems").get(1).path("problem").asText())
                .startsWith("domain example.org: no postmaster@");

        inCouchDb(wellKept());
        assertThat(check("--json", "--create-views")).isEqualTo(CheckCommand.CLEAN);
        assertThat(new JsonMapper().readTree(said()).path("problems").isEmpty()).isTrue();
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("created the views");
    }

    @Test
    void checkShouldCreateTheViewsOfCouchDbOnlyWithItsOption() throws Exception {
        inCouchDb(wellKept());

        assertThat(check()).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains("views: MISSING; nothing can be looked up until they are created (--create-views)\n")
                .contains("problems: 1\n  the views are missing, without which the server finds no address;"
                        + " couchdb-create-views=true in sealmx.properties has SealMX create them, and so does check"
                        + " --create-views\n");
        assertThat(database.documents()).containsOnlyKeys("d1", "d2");

        assertThat(check("--create-views")).as(said()).isEqualTo(CheckCommand.CLEAN);
        assertThat(said())
                .startsWith("created the views in design document Identity\nCouchDB 3.5.0, database identities\n");
        String made = String.valueOf(database.get("_design/Identity").orElseThrow());

        assertThat(check("--create-views")).isEqualTo(CheckCommand.CLEAN);
        assertThat(said()).doesNotContain("created the views");
        assertThat(database.get("_design/Identity").orElseThrow()).hasToString(made);
    }

    @Test
    void checkShouldSayThatTheViewMayBeBrokenWhenItFindsNobody() throws Exception {
        inCouchDb(wellKept());
        assertThat(check("--create-views")).isEqualTo(CheckCommand.CLEAN);

        couch.fault(
                request -> request.path().endsWith("/_view/by_address"),
                (request, exchange) -> exchange.json(200, "{\"total_rows\":0,\"offset\":0,\"rows\":[]}"));
        assertThat(check()).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains("  domain example.org: no postmaster@example.org (RFC 5321 section 4.5.1), or the view"
                        + " by_address does not find it; the server will not start\n");
    }

    @Test
    void checkShouldListWhatIsWrongInCouchDb() throws Exception {
        inCouchDb(List.of(main("u1", "alice@example.org").id("d1").withRaw("enabled", "3")));

        assertThat(check("--create-views")).isEqualTo(CheckCommand.PROBLEMS);
        assertThat(said())
                .contains(
                        "broken: 1\n",
                        "  domain example.org: no postmaster@",
                        "  alice@example.org (identity d1): \"enabled\" is not true");
    }

    @Test
    void checkShouldSayInOneLineThatCouchDbCannotBeAsked() throws Exception {
        inCouchDb(wellKept());

        couch.fault(request -> true, (request, exchange) -> exchange.json(401, "{\"error\":\"unauthorized\"}"));
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("401 (unauthorized)", "no credentials were sent: set couchdb-credentials");
        couch.heal();

        couch.drop("identities");
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint())
                .contains(
                        "database identities does not exist (404)",
                        "curl -X PUT --user ADMIN " + couch.server().uri() + "/identities",
                        "is couchdb-database=identities right?");
        assertThat(check("--create-views")).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("database identities does not exist (404)");

        // short only for this question: on a busy machine, an answer that does come may be slow
        configure(couch.server().uri().toString(), "couchdb-response-timeout-ms=300", "couchdb-request-timeout-ms=500");
        couch.fault(request -> true, (request, exchange) -> exchange.hang());
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("is CouchDB running?");
        couch.heal();

        couch.stop();
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains(couch.server().uri().toString(), "refused");
    }

    @Test
    void checkShouldSayInOneLineThatItCannotReadWhatIsConfigured() throws Exception {
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("sealmx.properties");

        configure("file://conf/missing.json");
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("missing.json does not exist");

        configure("file://conf/missing.json", "no-such-key=1");
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("unknown 'no-such-key'");

        configure(couch.server().uri().toString(), "couchdb-credentials=file://conf/credentials");
        Files.writeString(conf.resolve("credentials"), "s3cret");
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint())
                .contains("must contain a single line, NAME:PASSWORD")
                .doesNotContain("s3cret");
    }

    @Test
    void checkShouldRefuseAStoreThatTheStartRefuses() throws Exception {
        inFile(wellKept());
        Files.writeString(conf.resolve("sealmx.properties"), "store=spool\n", StandardOpenOption.APPEND);

        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint())
                .isEqualTo(
                        "sealmx: sealmx.properties: 'store' accepts couchdb or lmtp or mailbox or soledad, not 'spool'\n");

        Files.writeString(
                conf.resolve("extensions.properties"),
                "guice.extension.module=org.sealmx.server.guice.SealMxModule,com.example.NoModule\n");
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("extensions.properties: the module com.example.NoModule cannot be loaded");
    }

    @Test
    void checkShouldKnowTheStoresOfExtensions() throws Exception {
        inFile(wellKept());
        Files.writeString(conf.resolve("sealmx.properties"), "store=spool\n", StandardOpenOption.APPEND);
        Files.writeString(
                conf.resolve("extensions.properties"),
                "guice.extension.module=org.sealmx.server.guice.SealMxModule," + SpoolModule.class.getName() + "\n");

        assertThat(check()).isEqualTo(CheckCommand.CLEAN);

        Files.writeString(
                conf.resolve("sealmx.properties"),
                Files.readString(conf.resolve("sealmx.properties")).replace("store=spool", "store=spoll"));
        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("'store' accepts couchdb or lmtp or mailbox or soledad or spool, not 'spoll'");
    }

    @Test
    void checkShouldRefuseArgumentsThatMakeNoSense() throws Exception {
        inFile(wellKept());

        assertThat(check("--create-views")).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(complaint()).contains("--create-views is only for a directory in CouchDB; this one is a file");
        Map.of(
                        "--bogus", "unknown option --bogus; see --help",
                        "--expires-within=", "--expires-within needs a value; see --help",
                        "--conf", "--conf needs a value; see --help",
                        "--conf x", "--conf is given twice; give it once",
                        "--create-views --create-views", "--create-views is given twice; give it once",
                        "--json --json", "--json is given twice; give it once",
                        "--json=yes", "--json takes no value; see --help",
                        "now", "'now' after 'check' means nothing; see --help")
                .forEach((words, message) -> {
                    assertThat(check(words.split(" "))).as(words).isEqualTo(CheckCommand.UNKNOWN);
                    assertThat(complaint()).isEqualTo("sealmx: " + message + "\n");
                });
    }

    @Test
    void checkShouldFindVarInTheWorkingDirectory() throws Exception {
        Path var = Files.createDirectories(folder.resolve("root/var"));
        configure("file://var/directory.json");
        Files.writeString(
                var.resolve("directory.json"), org.sealmx.directory.identity.TestIdentities.array(wellKept()));

        assertThat(check()).isEqualTo(CheckCommand.UNKNOWN);
        assertThat(check("--root", folder.resolve("root").toString()))
                .as(said())
                .isEqualTo(CheckCommand.CLEAN);
    }
}
