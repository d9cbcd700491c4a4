package org.sealmx.it.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.OperatorsGuide;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/**
 * The steps of {@code docs/OPERATING.md}, taken from the document itself. Only ports and the temporary folder differ,
 * and servers of James that it does not mention listen on loopback.
 */
final class GuidedInstallation {

    private static final Pattern STARTED_WITH =
            Pattern.compile("(?m)^\\| started with \\| `(?<app>[\\w-]+)\\.jar`, `(?<main>[\\w.]+)` \\|");
    private static final Pattern EVERYWHERE = Pattern.compile("<bind>0\\.0\\.0\\.0:\\d+</bind>");
    private static final String JPA_APP = "james-server-jpa-app";
    private static final String JPA_MAIN = "org.apache.james.JPAJamesServerMain";
    private static final String TEMPORARY_FOLDER = "/run/james/tmp";

    private final WorkFolder folder;
    private final StockServer server;
    private final StockPorts ports;

    GuidedInstallation(WorkFolder folder, StockServer server, StockPorts ports) {
        this.folder = folder;
        this.server = server;
        this.ports = ports;
    }

    /** What the user of James has before the first step. */
    void unpackJames() throws IOException {
        Files.createSymbolicLink(folder.resolve("james-server-memory-app.jar"), server.jar());
        Files.createSymbolicLink(
                folder.resolve("james-server-memory-app.lib"), server.folder().resolve("james-server-memory-app.lib"));
        Path conf = server.folder().resolve("conf");
        Files.createDirectory(folder.resolve("conf"));
        for (Path file : WorkFolder.filesBelow(conf).toList()) {
            Path copy = Files.copy(file, conf(String.valueOf(file.getFileName())));
            if (copy.toString().endsWith(".xml")) {
                edit(copy, text -> EVERYWHERE.matcher(text).replaceAll("<bind>127.0.0.1:0</bind>"));
            }
        }
    }

    /** Follows the steps, up to the one that starts James. */
    void follow() throws Exception {
        jar();
        properties();
        directory();
        servers();
        mailets();
        machine();
        logins();
    }

    private void jar() throws IOException {
        Path jars = Files.createDirectory(folder.resolve("extensions-jars"));
        Files.copy(server.sealmx(), jars.resolve("sealmx.jar"));
        set("extensions.properties", OperatorsGuide.extensions());
    }

    private void properties() throws IOException {
        Files.writeString(conf("sealmx.properties"), OperatorsGuide.block("properties", "domains="));
        Files.writeString(conf("domainlist.xml"), OperatorsGuide.block("xml", "<domainlist>"));
    }

    private void directory() throws IOException {
        Files.writeString(conf("directory.json"), OperatorsGuide.directory());
    }

    private void servers() throws IOException {
        assertGuideSays("every `<smtpserver>` in `smtpserver.xml` needs `enabled=\"false\"`");
        edit(
                conf("smtpserver.xml"),
                text -> text.replace("<smtpserver enabled=\"true\">", "<smtpserver enabled=\"false\">"));
        assertGuideSays("(`enabled=false` in `jmap.properties`)");
        set("jmap.properties", "enabled=false\n");
        set("jmx.properties", OperatorsGuide.block("properties", "jmx.enabled"));
        Files.writeString(
                conf("lmtpserver.xml"),
                OperatorsGuide.withLmtp(OperatorsGuide.block("xml", "<lmtpservers>"), "127.0.0.1:" + ports.lmtp()));
    }

    private void mailets() throws IOException {
        Files.writeString(conf("mailetcontainer.xml"), OperatorsGuide.block("xml", "<mailetcontainer"));
    }

    private void machine() throws IOException {
        set("jvm.properties", OperatorsGuide.block("properties", "james.message.memory.threshold"));
        Files.createDirectory(folder.resolve("tmp"));
        assertGuideSays("Copy [james-conf/conf/logback.xml](../james-conf/conf/logback.xml)");
        Files.copy(ServerPaths.conf().resolve("logback.xml"), conf("logback.xml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void logins() throws Exception {
        String webadmin = OperatorsGuide.block("properties", "extensions.routes");
        assertThat(webadmin).contains("port=8000\n");
        set("webadmin.properties", webadmin.replace("port=8000", "port=" + ports.webadmin()));
        set("healthcheck.properties", OperatorsGuide.block("properties", "additional.healthchecks"));
        Files.writeString(
                conf("imapserver.xml"),
                OperatorsGuide.imapServers(Integer.toString(ports.imap()), Integer.toString(ports.imaps())));
        Openssl.Certificate tls = Openssl.rsa(folder, "imap@example.org", 2048);
        Files.copy(tls.secretFile(), conf("imap.key"));
        Files.copy(tls.certificateFile(), conf("imap.crt"));
    }

    /** The line of step 6, for the memory server. */
    String startLine() throws IOException {
        String table = Files.readString(ServerPaths.root().resolve("james-conf/README.md"));
        Matcher memory = STARTED_WITH.matcher(table);
        assertThat(memory.find()).isTrue();
        String line = OperatorsGuide.block("sh", "-Dlogback.configurationFile=");
        assertThat(line).contains(JPA_APP, JPA_MAIN, TEMPORARY_FOLDER);
        return line.replace(JPA_APP, memory.group("app"))
                .replace(JPA_MAIN, memory.group("main"))
                .replace(TEMPORARY_FOLDER, folder.resolve("tmp").toString());
    }

    /** The line of step 8, which makes Alice's login. */
    String loginLine() throws IOException {
        String line = OperatorsGuide.block("sh", "{\"password\":");
        assertThat(line).contains("127.0.0.1:8000/");
        return line.replace("127.0.0.1:8000/", "127.0.0.1:" + ports.webadmin() + "/");
    }

    /**
     * What {@code james-conf/README.md} says of the memory server: deletes its journal, which its mail does not
     * outlive.
     */
    void deleteJournal() throws IOException {
        String journal = "var/sealmx/deliveries.journal";
        assertThat(Files.readString(ServerPaths.root().resolve("james-conf/memory/sealmx.properties")))
                .contains("delete " + journal + " before each start");
        Files.delete(folder.resolve(journal));
    }

    private Path conf(String file) {
        return folder.resolve("conf").resolve(file);
    }

    /** Changes the lines of keys that are there, as the guide says, and adds the others. */
    private void set(String file, String lines) throws IOException {
        Path path = conf(file);
        Set<String> keys = lines.lines().map(GuidedInstallation::key).collect(Collectors.toSet());
        List<String> others = Files.exists(path)
                ? Files.readAllLines(path).stream()
                        .filter(line -> !keys.contains(key(line)))
                        .toList()
                : List.of();
        Files.writeString(path, String.join("\n", others) + "\n" + lines);
    }

    private static String key(String line) {
        return line.split("=", -1)[0].strip();
    }

    private static void edit(Path file, UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    private static void assertGuideSays(String words) throws IOException {
        String guide = Files.readString(ServerPaths.root().resolve("docs/OPERATING.md"));
        assertThat(guide.replaceAll("\\s+", " ")).contains(words);
    }
}
