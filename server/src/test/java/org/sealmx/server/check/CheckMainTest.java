package org.sealmx.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.directory.TestIdentities.Doc;
import org.sealmx.openpgp.TestKeys;

class CheckMainTest {

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
        return org.sealmx.directory.TestIdentities.main(user, address);
    }

    private static List<Doc> wellKept() {
        return List.of(
                main("u1", "alice@example.org").id("d1").key(KEY),
                org.sealmx.directory.TestIdentities.alias("u1", "postmaster@example.org", "alice@example.org")
                        .id("d2"));
    }

    private void configure(String directory, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("domains=example.org", "directory=" + directory));
        lines.addAll(List.of(more));
        Files.write(conf.resolve("sealmx.properties"), lines);
    }

    private void inFile(List<Doc> documents) throws IOException {
        configure("file://conf/directory.json");
        Files.writeString(conf.resolve("directory.json"), org.sealmx.directory.TestIdentities.array(documents));
    }

    private void inCouchDb(List<Doc> documents) throws IOException {
        configure(couch.server().uri().toString());
        documents.forEach(document -> database.store(document.json()));
    }

    private int check(String... arguments) {
        out.reset();
        errors.reset();
        List<String> all = new ArrayList<>(List.of("--conf", conf.toString()));
        all.addAll(List.of(arguments));
        return CheckMain.run(
                all,
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

        assertThat(check()).as(said()).isEqualTo(CheckMain.CLEAN);
        assertThat(said())
                .startsWith("directory file " + conf.resolve("directory.json"))
                .contains("main identities: 1\n", "aliases: 1\n", "problems: 0\n");
        assertThat(errors.size()).isZero();
    }

    @Test
    void checkShouldListWhatIsWrongInTheFile() throws Exception {
        inFile(List.of(main("u1", "alice@example.org").id("d1")));

        assertThat(check()).isEqualTo(CheckMain.PROBLEMS);
        assertThat(said())
                .contains(
                        "  domain example.org: no postmaster@ (RFC 5321 section 4.5.1); the server does not start\n",
                        "  d1: certificate: no certificate\n");
    }

    @Test
    void checkShouldMakeTheViewsOfCouchDbOnlyWhenTold() throws Exception {
        inCouchDb(wellKept());

        assertThat(check()).isEqualTo(CheckMain.PROBLEMS);
        assertThat(said()).contains("views: MISSING; nothing can be looked up until they are made (--create-views)\n");
        assertThat(database.documents()).containsOnlyKeys("d1", "d2");

        assertThat(check("--create-views")).as(said()).isEqualTo(CheckMain.CLEAN);
        assertThat(said())
                .startsWith("made the views in design document Identity\nCouchDB 3.5.0, database identities\n");
        String made = String.valueOf(database.get("_design/Identity").orElseThrow());

        assertThat(check("--create-views")).isEqualTo(CheckMain.CLEAN);
        assertThat(said()).doesNotContain("made the views");
        assertThat(database.get("_design/Identity").orElseThrow()).hasToString(made);
    }

    @Test
    void checkShouldListWhatIsWrongInCouchDb() throws Exception {
        inCouchDb(List.of(main("u1", "alice@example.org").id("d1").withRaw("enabled", "3")));

        assertThat(check("--create-views")).isEqualTo(CheckMain.PROBLEMS);
        assertThat(said())
                .contains("broken: 1\n", "  domain example.org: no postmaster@", "  d1: field enabled: not true");
    }

    @Test
    void checkShouldSayInOneLineThatCouchDbCannotBeAsked() throws Exception {
        inCouchDb(wellKept());

        couch.fault(request -> true, (request, exchange) -> exchange.json(401, "{\"error\":\"unauthorized\"}"));
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("401 (unauthorized)", "no credentials were sent: set couchdb-credentials");
        couch.heal();

        couch.drop("identities");
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("404", "is couchdb-database=identities right?");

        // short for this question alone: an answer that does come may be slow on a busy machine
        configure(couch.server().uri().toString(), "couchdb-response-timeout-ms=300", "couchdb-request-timeout-ms=500");
        couch.fault(request -> true, (request, exchange) -> exchange.hang());
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("is it up?");
        couch.heal();

        couch.stop();
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains(couch.server().uri().toString(), "refused");
    }

    @Test
    void checkShouldSayInOneLineThatItCannotReadWhatIsConfigured() throws Exception {
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("sealmx.properties");

        configure("file://conf/missing.json");
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("missing.json does not exist");

        configure("file://conf/missing.json", "no-such-key=1");
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("unknown 'no-such-key'");

        configure(couch.server().uri().toString(), "couchdb-credentials=file://conf/credentials");
        Files.writeString(conf.resolve("credentials"), "s3cret");
        assertThat(check()).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("is not one line name:password").doesNotContain("s3cret");
    }

    @Test
    void checkShouldRefuseArgumentsThatMakeNoSense() throws Exception {
        inFile(wellKept());

        assertThat(check("--create-views")).isEqualTo(CheckMain.UNKNOWN);
        assertThat(complaint()).contains("--create-views is for a directory in CouchDB; this one is a file");
        for (String[] arguments :
                new String[][] {{"--bogus"}, {"--conf"}, {"--conf", "x"}, {"--create-views", "--create-views"}}) {
            assertThat(check(arguments)).isEqualTo(CheckMain.UNKNOWN);
            assertThat(complaint()).isEqualTo("sealmx: usage: [--conf DIR] [--create-views]\n");
        }
    }
}
