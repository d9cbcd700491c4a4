package org.sealmx.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.it.harness.Command;

/** The files for containers are what {@code docs/CONTAINERS.md} says, and their scripts make what they promise. */
class ContainerFilesTest {

    private static final Path DOCKER = Repository.path("james-conf/docker");
    private static final Pattern SERVICE = Pattern.compile("(?ms)^  ([a-z0-9-]+):\\n(.*?)(?=^  [a-z0-9-]+:\\n|\\z)");
    private static final Pattern PORT = Pattern.compile("(?m)^      - (\\S+:\\d+)$");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)[:}]");

    @TempDir
    Path folder;

    private static String read(String file) throws IOException {
        return Files.readString(DOCKER.resolve(file));
    }

    private static String document() throws IOException {
        return Files.readString(Repository.path("docs/CONTAINERS.md"));
    }

    private static Map<String, String> services() throws IOException {
        String compose = read("compose.yaml");
        String part = compose.substring(compose.indexOf("\nservices:\n") + 11, compose.indexOf("\nnetworks:\n") + 1);
        Map<String, String> services = new LinkedHashMap<>();
        Matcher service = SERVICE.matcher(part.replaceAll("(?m)^ *#.*\\n", ""));
        while (service.find()) {
            services.put(service.group(1), service.group(2));
        }
        return services;
    }

    @Test
    void documentShouldNameEveryService() throws IOException {
        assertThat(services().keySet())
                .containsExactlyInAnyOrder(
                        "couchdb",
                        "prepare",
                        "sealmx",
                        "sealmx-1",
                        "sealmx-2",
                        "postfix",
                        "dovecot",
                        "prometheus",
                        "grafana")
                .allMatch(name -> contains("`" + name + "`"));
    }

    private static boolean contains(String text) {
        try {
            return document().contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyServiceShouldBeContained() throws IOException {
        String compose = read("compose.yaml");
        String contained = compose.substring(compose.indexOf("x-contained:"), compose.indexOf("x-node:"));
        assertThat(contained)
                .contains("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "core: 0", "pids_limit:");
        String node = compose.substring(compose.indexOf("x-node:"), compose.indexOf("x-environment:"));
        assertThat(node).contains("<<: *contained");
        services().forEach((name, text) -> {
            assertThat(text).as(name).containsPattern("<<: \\*(contained|node)\\n");
            assertThat(text)
                    .as(name)
                    .doesNotContain("privileged", "network_mode", "pid:", "docker.sock", "read_only: false");
            String limits = text.contains("*node") ? node : text;
            assertThat(limits).as(name).containsPattern("mem_limit: (\\w+)\\n +memswap_limit: \\1\\n");
        });
    }

    @Test
    void onlyProgramsWithUsersOfTheirOwnShouldHaveCapabilities() throws IOException {
        Set<String> capable = new TreeSet<>();
        services().forEach((name, text) -> {
            if (text.contains("cap_add")) {
                capable.add(name);
            }
        });
        assertThat(capable).containsExactly("dovecot", "postfix");
    }

    @Test
    void portsShouldBePublishedOnLoopbackOnly() throws IOException {
        Set<String> published = new TreeSet<>();
        for (String text : services().values()) {
            Matcher port = PORT.matcher(text);
            while (port.find()) {
                published.add(port.group(1).replaceFirst(":[$].*", ""));
            }
            // no other way of writing it
            assertThat(text).doesNotContain("published:", "network_mode", "expose:");
        }
        assertThat(published).containsExactly("${SMTP_ADDRESS:-127.0.0.1}", "127.0.0.1");
    }

    @Test
    void serverShouldNotBeRootAndSayWhetherItIsWell() throws IOException {
        String image = read("sealmx/Dockerfile");
        assertThat(image)
                .contains(
                        "\nUSER 10024:10024\n",
                        "\nHEALTHCHECK ",
                        "\nVOLUME [\"/var/lib/sealmx\", \"/var/lib/sealmx-keys\"]\n",
                        "SEALMX_SERVICE=yes",
                        "ARG BASE=debian:bookworm-slim");
        assertThat(document()).contains("user and group 10024");
        // whatever the image copies is in a release
        for (String file : List.of("configure.sh", "health.sh", "prepare.sh")) {
            assertThat(image).contains("james-conf/docker/sealmx/" + file);
            assertThat(DOCKER.resolve("sealmx").resolve(file)).isRegularFile();
        }
    }

    @Test
    void dockerShouldWaitLongerThanTheServerNeedsToStop() throws IOException {
        Matcher grace = Pattern.compile("stop_grace_period: (\\d+)s").matcher(read("compose.yaml"));
        Matcher stop = Pattern.compile("#stop-seconds=(\\d+)")
                .matcher(Files.readString(Repository.path("james-conf/conf/sealmx.properties")));
        assertThat(grace.find()).isTrue();
        assertThat(stop.find()).isTrue();
        assertThat(Integer.parseInt(grace.group(1))).isGreaterThan(Integer.parseInt(stop.group(1)));
        assertThat(document()).contains("--stop-timeout " + grace.group(1));
    }

    @Test
    void singleServerOfTheDocumentShouldBeContainedAsTheNodesAre() throws IOException {
        String command = document().substring(document().indexOf("docker run -d --name sealmx"));
        assertThat(command)
                .contains("--read-only", "--cap-drop ALL", "--security-opt no-new-privileges", "--ulimit core=0");
        for (String shared : List.of("size=64m,mode=1777,noexec", "size=384m,mode=0700,uid=10024,gid=10024", "1536m")) {
            assertThat(command).contains(shared);
            assertThat(read("compose.yaml")).contains(shared);
        }
    }

    @Test
    void variablesOfTheComposeFileShouldBeMadeOrDocumented() throws IOException {
        Set<String> optional = Set.of(
                "SEALMX_IMAGE",
                "SEALMX_RELEASE",
                "POSTFIX_IMAGE",
                "DOVECOT_IMAGE",
                "COUCHDB_IMAGE",
                "PROMETHEUS_IMAGE",
                "GRAFANA_IMAGE");
        VARIABLE.matcher(read("compose.yaml"))
                .results()
                .map(found -> found.group(1))
                .forEach(name -> {
                    if (!optional.contains(name)) {
                        assertThat(Pattern.compile("(?m)^" + name + "=")
                                        .matcher(script())
                                        .find())
                                .as(name)
                                .isTrue();
                    }
                });
    }

    private static String script() {
        try {
            return read("setup.sh");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Command.Result setUp(String... arguments) throws Exception {
        Path copy = folder.resolve("james-conf");
        if (!Files.exists(copy)) {
            Command.require("cp", "-r", Repository.path("james-conf").toString(), folder.toString());
            Command.require("rm", "-rf", copy + "/docker/.env", copy + "/docker/local");
        }
        String[] words = new String[arguments.length + 2];
        words[0] = "bash";
        words[1] = copy.resolve("docker/setup.sh").toString();
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return Command.run(words);
    }

    private String made(String file) throws IOException {
        return Files.readString(folder.resolve("james-conf/docker").resolve(file));
    }

    @Test
    void setUpShouldConfigureTheDomain() throws Exception {
        assertThat(setUp("mail.test").exitCode()).isZero();

        assertThat(made("local/sealmx.options"))
                .contains("domain mail.test\n", "directory http://couchdb:5984\n", "store memory\n");
        assertThat(made("local/main.cf"))
                .contains(
                        "virtual_mailbox_domains = mail.test\n",
                        "inline:{{mail.test=ours}}",
                        "lmtp:inet:172.31.24.11:10024, 172.31.24.12:10024",
                        "socketmap:inet:sealmx:10023:recipient")
                .doesNotContain("example.org", "inet:127.0.0.1");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("james-conf/docker/.env"))))
                .isEqualTo("rw-------");
        assertThat(made("local/sealmx.options") + made("local/main.cf")).doesNotContain(password());
    }

    private String password() throws IOException {
        Matcher password =
                Pattern.compile("(?m)^COUCHDB_PASSWORD=([0-9a-f]{32})$").matcher(made(".env"));
        assertThat(password.find()).isTrue();
        return password.group(1);
    }

    @Test
    void setUpShouldMakeOtherPasswordsEachTimeAndKeepWhatIsThere() throws Exception {
        setUp("mail.test");
        String first = password();

        Command.Result again = setUp("other.test");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.errors()).contains("exists; to begin again, remove both");
        assertThat(password()).isEqualTo(first);

        Files.delete(folder.resolve("james-conf/docker/.env"));
        Command.require("rm", "-r", folder + "/james-conf/docker/local");
        setUp("mail.test");
        assertThat(password()).isNotEqualTo(first);
    }

    @Test
    void setUpForDovecotShouldHandMailToIt() throws Exception {
        setUp("mail.test", "dovecot");
        assertThat(made(".env")).contains("SEALMX_STORE=dovecot\n", "COMPOSE_PROFILES=dovecot\n");
    }

    @Test
    void setUpShouldSayWhatIsWrong() throws Exception {
        assertThat(setUp("no domain").errors())
                .isEqualTo("setup.sh: 'no domain' is not a domain; write, for example: bash setup.sh example.org\n");
        assertThat(setUp("mail.test", "cyrus").errors())
                .isEqualTo("setup.sh: 'cyrus' is neither couchdb nor dovecot\n");
        assertThat(setUp().exitCode()).isEqualTo(2);
        assertThat(setUp("--help").text()).startsWith("Usage: bash setup.sh DOMAIN [couchdb|dovecot]");
    }

    private Command.Result configure(Path shipped) throws Exception {
        return Command.run(
                "bash",
                DOCKER.resolve("sealmx/configure.sh").toString(),
                shipped.toString(),
                folder.resolve("single").toString(),
                folder.resolve("nodes").toString());
    }

    @Test
    void configurationsShouldDifferFromTheShippedOneInLittle() throws Exception {
        Path shipped = Repository.path("james-conf/conf");
        assertThat(configure(shipped).errors()).isEmpty();

        String differences = Command.run(
                        "diff",
                        "-r",
                        shipped.toString(),
                        folder.resolve("single").toString())
                .text();
        assertThat(differences.lines().filter(line -> line.startsWith(">")))
                .hasSize(4)
                .allMatch(line -> line.contains("_BIND:-") || line.contains("<bind>0.0.0.0:"));
        assertThat(Files.readString(folder.resolve("nodes/couchdb/sealmx.properties")))
                .contains(
                        "\nstore=couchdb\n",
                        "\ndelivery-journal=couchdb\n",
                        "\ndelivery-id-key=file:///var/lib/sealmx-keys/delivery-id.key\n");
        assertThat(Files.readString(folder.resolve("nodes/couchdb/mailetcontainer.xml")))
                .contains("DeliverToCouchDb", "<create-database>on</create-database>")
                .doesNotContain("org.sealmx.mailets.DeliverToMailbox\"");
        assertThat(Files.readString(folder.resolve("nodes/dovecot/mailetcontainer.xml")))
                .contains("DeliverByLmtp")
                .doesNotContain("create-database", "org.sealmx.mailets.DeliverToMailbox\"");
        assertThat(Files.readString(folder.resolve("nodes/dovecot/sealmx.properties")))
                .contains("\nstore=lmtp\n", "\nnext-hop=inet:dovecot:24\n", "\ndelivery-journal=couchdb\n");
    }

    @Test
    void imageShouldNotBeBuiltWhenTheShippedConfigurationHasChanged() throws Exception {
        Command.require("cp", "-r", Repository.path("james-conf/conf").toString(), folder.toString());
        Path file = folder.resolve("conf/lmtpserver.xml");
        Files.writeString(file, Files.readString(file).replace("<bind>127.0.0.1", "<bind>127.0.0.2"));

        Command.Result result = configure(folder.resolve("conf"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).contains("lmtpserver.xml does not have <bind>127.0.0.1:");
    }

    /** The image of Apache James gets each file of the steps, and no other SMTP, LMTP, JMAP or JMX. */
    @Test
    void imageOfJamesShouldHaveTheFilesOfTheGuide() throws Exception {
        String image = read("apache-james/Dockerfile");
        assertThat(image)
                .contains(
                        "COPY sealmx-*-james-${JAR}.jar /root/extensions-jars/",
                        "COPY --from=configuration /single/ /root/conf/",
                        "COPY james-conf/${KIND}/sealmx.properties /root/conf/",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.io.tmpdir=/tmp");
        // RUN into a volume of the base image is lost
        assertThat(image.substring(image.lastIndexOf("FROM "))).doesNotContain("RUN ");
        for (String kind : List.of("jpa", "memory", "distributed")) {
            assertThat(Repository.path("james-conf/" + kind + "/sealmx.properties"))
                    .isRegularFile();
        }
        String guide = Files.readString(Repository.path("docs/OPERATING.md"));
        for (String file : List.of(
                "domainlist.xml",
                "extensions.properties",
                "healthcheck.properties",
                "imapserver.xml",
                "jmap.properties",
                "jmx.properties",
                "jvm.properties",
                "lmtpserver.xml",
                "logback.xml",
                "mailetcontainer.xml",
                "smtpserver.xml",
                "webadmin.properties")) {
            assertThat(guide).contains(file);
            assertThat(Repository.path("james-conf/conf/" + file)).isRegularFile();
        }
    }

    @Test
    void nothingSecretShouldBeCommitted() throws IOException {
        assertThat(Files.readAllLines(Repository.path(".gitignore")))
                .contains("/james-conf/docker/.env", "/james-conf/docker/local/");
        assertThat(Files.readString(Repository.path("packaging/release/assemble.sh")))
                .contains("-not -path ./.env -not -path './local/*'");
    }
}
