package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.standalone.demo.Letter;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.james.Ports;

/** The errors that an operator reads after a mistake in the configuration: what is wrong, where, and what to do. */
class TextsIT {

    /**
     * The postmaster leads to a broken document; dave has no certificate; fwd@ is alice's and leads to another domain.
     */
    private static final String DIRECTORY = """
            [{"_id": "1", "type": "Identity", "user_id": "alice", "address": "alice@example.org"},
             {"_id": "2", "type": "Identity", "user_id": "alice", "address": "postmaster@example.org",
              "destination": "alice@example.org"},
             {"_id": "3", "type": "Identity", "user_id": "dave", "address": "dave@example.org", "destination": "dave@example.org"},
             {"_id": "4", "type": "Identity", "user_id": "alice", "address": "fwd@example.org",
              "destination": "far@elsewhere.example"}]
            """;

    @TempDir
    Path folder;

    private Path conf;
    private Path directory;

    @BeforeEach
    void copyConfiguration() throws Exception {
        conf = Files.createDirectory(folder.resolve("conf"));
        try (Stream<Path> shipped = Files.list(Installation.find().conf())) {
            for (Path file : shipped.toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        directory = Files.writeString(folder.resolve("directory.json"), DIRECTORY);
    }

    private Program start(Ports ports, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(ProgramIT.arguments(ports, folder.resolve("data"))));
        arguments.addAll(List.of("--store", "memory", "--conf", conf.toString(), "--directory", directory.toString()));
        arguments.addAll(List.of(further));
        return Program.start(arguments.toArray(String[]::new));
    }

    /** The one line that a failed start prints, without the place of the log. */
    private String complaint() throws Exception {
        try (Program program = start(Ports.free())) {
            assertThat(program.exitCode()).isEqualTo(1);
            List<String> lines = program.said()
                    .lines()
                    .filter(line -> line.startsWith("sealmx: "))
                    .toList();
            assertThat(lines).hasSize(1);
            return lines.get(0).replaceFirst("^sealmx: ", "").replaceFirst("; more in .*$", "");
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = conf.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(from);
        Files.writeString(path, before.replace(from, to));
    }

    @Test
    void deferredMailShouldBeExplainedAndOthersServed() throws Exception {
        Ports ports = Ports.free();
        try (Program program = start(ports, "--debug").await("SealMX is ready");
                LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            assertThat(program.said()).doesNotContain("sealmx: ");
            Letter letter = Letter.to("dave@example.org");
            assertThat(client.offer(
                            Letter.SENDER,
                            List.of("dave@example.org", "fwd@example.org", "postmaster@example.org", "x@example.org"),
                            letter.bytes()))
                    .extracting(outcome -> outcome.reply().status())
                    .containsExactly("450 4.7.5", "550 5.1.6", "450 4.7.5", "550 5.1.1");

            assertThat(Files.readString(folder.resolve("data/log/sealmx.log")))
                    .contains(
                            "Deferring mail for account dave (dave@example.org), 450 4.7.5: the directory has no OpenPGP key"
                                    + " or S/MIME certificate for it.\n",
                            "Refusing mail for identity 4 (fwd@example.org), 550 5.1.6: it points to another domain, and"
                                    + " forwarding is off (forward-hop in sealmx.properties).\n",
                            "postmaster@ of example.org cannot receive mail: identity 1: \"destination\" is missing. Fix that"
                                    + " identity, or point postmaster@ elsewhere.\n",
                            "Identity 1 has no \"destination\"; mail for its address is deferred until it is fixed.\n")
                    .containsPattern(
                            "Directory file \\S+: 4 documents: 1 mailbox, 1 alias, 1 forward, 1 broken; 2 cannot"
                                    + " receive mail: alice \\(\"destination\" is missing\\), dave \\(no certificate\\)\n");
            assertThat(health(ports))
                    .contains("degraded", "postmaster@ of example.org cannot receive mail: identity 1: ");
        }
    }

    private static String health(Ports ports) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + ports.webadmin() + "/healthcheck/checks/SealMX%20directory");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void checkShouldNameThePostmasterAndTheIdentityThatIsToBlame() throws Exception {
        try (Program check = Program.start("check", "--directory", directory.toString())) {
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.said())
                    .contains(
                            "postmaster@example.org leads to alice@example.org, which cannot receive mail (identity 1:"
                                    + " \"destination\" is missing). Fix that identity, or point postmaster@ elsewhere.\n");
        }
    }

    @Test
    void startShouldSayThatADomainHasNoPostmaster() throws Exception {
        Files.writeString(directory, "[]");
        assertThat(complaint())
                .isEqualTo(
                        "directory file " + directory + " has no identity for postmaster@ of example.org, which every"
                                + " domain must have (RFC 5321 section 4.5.1); add one");
    }

    @Test
    void startShouldSayThatSmtpMustBeOff() throws Exception {
        edit("smtpserver.xml", "enabled=\"false\"", "enabled=\"true\"");
        assertThat(complaint())
                .isEqualTo("smtpserver.xml: SMTP must be off. Set <smtpserver enabled=\"false\"/>; Postfix receives the"
                        + " mail.");
    }

    @Test
    void startShouldNameTheMatcherThatWasMeant() throws Exception {
        edit("mailetcontainer.xml", "org.sealmx.matchers.IsSealed", "IsSealed");
        assertThat(complaint())
                .isEqualTo("mailetcontainer.xml: unknown matcher IsSealed. Did you mean org.sealmx.matchers.IsSealed?");
    }

    @Test
    void startShouldNameTheMailetThatWasMeant() throws Exception {
        edit("mailetcontainer.xml", "org.sealmx.mailets.ResolveAliases", "ResolveAliases");
        assertThat(complaint())
                .isEqualTo("mailetcontainer.xml: unknown mailet ResolveAliases. Did you mean"
                        + " org.sealmx.mailets.ResolveAliases?");
    }

    @Test
    void startShouldNameTheAddressThatTheMachineDoesNotHave() throws Exception {
        edit("lmtpserver.xml", "<bind>127.0.0.1:", "<bind>192.0.2.99:");
        assertThat(complaint())
                .isEqualTo("lmtpserver.xml: this machine has no address 192.0.2.99. Set <bind> to one it has, such as"
                        + " 127.0.0.1:10024.");
    }

    @Test
    void startShouldNameATrustedMailetThatDoesNotExist() throws Exception {
        Files.writeString(
                conf.resolve("sealmx.properties"),
                Files.readString(conf.resolve("sealmx.properties")) + "\ntrusted-mailets=com.example.Scan\n");
        assertThat(complaint())
                .isEqualTo(
                        "sealmx.properties: 'trusted-mailets': the class com.example.Scan is neither in James nor in a"
                                + " jar of extensions-jars; write the full name of the class, or remove it");
    }

    @Test
    void startAndCheckShouldSayHowCouchDbIsWritten() throws Exception {
        for (String command : new String[] {"check", "--debug"}) {
            try (Program program = Program.start(
                    command, "--data", folder.resolve("data").toString(), "--directory", "127.0.0.1:5984")) {
                assertThat(program.exitCode()).isNotZero();
                assertThat(program.said())
                        .startsWith("sealmx: --directory: no file named 127.0.0.1:5984. For CouchDB, write"
                                + " http://127.0.0.1:5984.\n");
            }
        }
    }

    @Test
    void checkShouldSayWhatTheFileOfCredentialsMustContain() throws Exception {
        Path credentials = Files.writeString(folder.resolve("couchdb.credentials"), "s3cret\n");
        try (Program check = Program.start(
                "check", "--directory", "http://127.0.0.1:9", "--couchdb-credentials", credentials.toString())) {
            assertThat(check.exitCode()).isEqualTo(2);
            assertThat(check.said())
                    .isEqualTo("sealmx: --couchdb-credentials: " + credentials
                            + " must contain a single line, NAME:PASSWORD.\n");
        }
    }
}
