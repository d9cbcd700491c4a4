package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.james.Ports;

/** What an operator sees on the console when a James with SealMX installed does not start. */
class StockJamesIT {

    private static final String MODULE_IS_MISSING =
            "sealmx: extensions.properties: the line guice.extension.module=org.sealmx.server.guice.SealMxModule is missing";

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** The log configuration of an administrator who logs only to a file. */
    private static final String OWN_LOGBACK = """
            <configuration>
              <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                <file>log/own.log</file>
                <encoder><pattern>%msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="FILE"/></root>
            </configuration>
            """;

    private static final String DIRECTORY = """
            [{"_id": "1", "type": "Identity", "user_id": "f3a1", "address": "postmaster@example.org",
              "destination": "postmaster@example.org"}]
            """;

    @TempDir
    Path folder;

    private Path conf;

    @BeforeEach
    void install() throws Exception {
        Installation installation = Installation.find();
        conf = Files.createDirectory(folder.resolve("conf"));
        try (Stream<Path> shipped = Files.list(installation.conf())) {
            for (Path file : shipped.toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        Path jars = Files.createDirectory(folder.resolve("extensions-jars"));
        for (Path jar : installation.extensionJars()) {
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        Files.createDirectory(folder.resolve("tmp"));
        Files.writeString(conf.resolve("directory.json"), DIRECTORY);
    }

    private Program start() throws Exception {
        Ports ports = Ports.free();
        List<String> options = List.of(
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Dlogback.configurationFile=" + conf.resolve("logback.xml"),
                "-Dworking.directory=" + folder,
                "-Dsealmx.lmtp.port=" + ports.lmtp(),
                "-Dsealmx.imap.port=" + ports.imap(),
                "-Dsealmx.webadmin.port=" + ports.webadmin());
        return Program.start(StockJames.class, folder, options);
    }

    private List<String> complaint() throws Exception {
        try (Program james = start()) {
            assertThat(james.exitCode()).isEqualTo(1);
            return james.said().lines().toList();
        }
    }

    private void writeLogback(boolean own) throws IOException {
        if (own) {
            Files.writeString(conf.resolve("logback.xml"), OWN_LOGBACK);
        }
    }

    private void edit(String file, String pattern, String replacement) throws IOException {
        String before = Files.readString(conf.resolve(file));
        String after = before.replaceFirst(pattern, replacement);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(conf.resolve(file), after);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unknownKeyShouldBeNamedInOneLine(boolean ownLogback) throws Exception {
        writeLogback(ownLogback);
        edit("sealmx.properties", "$", "\nbogus=1\n");

        assertThat(complaint())
                .singleElement()
                .asString()
                .startsWith("sealmx: sealmx.properties: unknown 'bogus'; it accepts ");
    }

    @Test
    void portOfLookUpsThatIsTakenShouldBeNamedInOneLine() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            edit("sealmx.properties", "(?m)^socketmap-port=.*$", "socketmap-port=" + other.getLocalPort());

            assertThat(complaint())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "sealmx: sealmx.properties: another program listens on 127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    void lookUpsShouldBeAnsweredAsConfigured() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        edit("sealmx.properties", "(?m)^socketmap-port=.*$", "socketmap-port=" + port);
        try (Program james = start()) {
            assertThat(answer(james, port, "29:access postmaster@example.org,"))
                    .endsWith(":OK 450 4.7.5 The recipient cannot receive mail now,");
        }
    }

    private static String answer(Program james, int port, String request) throws IOException {
        while (james.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (ConnectException e) {
                // it does not listen yet
                LockSupport.parkNanos(PAUSE);
            }
        }
        throw new IOException("it ended: " + james.said());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void domainThatJamesDoesNotKnowShouldBeNamedInOneLine(boolean ownLogback) throws Exception {
        writeLogback(ownLogback);
        edit("sealmx.properties", "(?m)^domains=.*$", "domains=example.com");
        Files.writeString(conf.resolve("directory.json"), DIRECTORY.replace("example.org", "example.com"));

        assertThat(complaint())
                .singleElement()
                .asString()
                .startsWith("sealmx: sealmx.properties: the domain example.com is not in James' domain list;");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrongWithJamesItselfShouldBeSaidInOneLine(boolean ownLogback) throws Exception {
        writeLogback(ownLogback);
        edit("imapserver.xml", "<bind>[^<]*</bind>", "<bind>127.0.0.1:ten</bind>");

        assertThat(complaint()).containsExactly("sealmx: java.lang.NumberFormatException: For input string: \"ten\"");
    }

    /** James' own imapserver.xml names a keystore that James does not come with. */
    @Test
    void missingKeystoreShouldBeNamedWithWhatToDo() throws Exception {
        edit(
                "imapserver.xml",
                "<tls [^>]*/>",
                "<tls socketTLS=\"false\" startTLS=\"true\">"
                        + "<keystore>file://conf/keystore</keystore><secret>none</secret></tls>");

        assertThat(complaint())
                .singleElement()
                .asString()
                .startsWith("sealmx: there is no ")
                .contains("conf/keystore", "copy imapserver.xml of docs/OPERATING.md");
    }

    @Test
    void portOfImapThatIsTakenShouldBeSaidWithWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            edit("imapserver.xml", "<bind>[^<]*</bind>", "<bind>127.0.0.1:" + other.getLocalPort() + "</bind>");

            assertThat(complaint())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "sealmx: a server of James cannot listen on its port: Address already in use; look at <bind>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthcheck.properties", "webadmin.properties", ""})
    void missingModuleShouldBeNamedByTheShippedLogbackWhateverAsksForItFirst(String without) throws Exception {
        edit("extensions.properties", "(?m)^guice\\.extension\\.module=.*$", "");
        if (!without.isEmpty()) {
            Files.writeString(conf.resolve(without), without.startsWith("webadmin") ? "enabled=false\n" : "");
        }

        assertThat(complaint()).containsExactly(MODULE_IS_MISSING);
    }

    @Test
    void missingModuleShouldBeNamedWhenNothingButTheServerAsksForIt() throws Exception {
        edit("extensions.properties", "(?m)^guice\\.extension\\.module=.*$", "");
        Files.writeString(conf.resolve("healthcheck.properties"), "");
        edit("mailetcontainer.xml", "(?s)<processor state=\"root\".*</processors>", """
                <processor state="root" enableJmx="false"><mailet match="All" class="Null"/></processor>
                <processor state="error" enableJmx="false"><mailet match="All" class="Null"/></processor>
                <processor state="transport" enableJmx="false">
                  <mailet match="All" class="RemoveMimeHeader"><name>bcc</name></mailet>
                  <mailet match="All" class="Null"/>
                </processor>
                </processors>
                """);

        assertThat(complaint()).containsExactly(MODULE_IS_MISSING);
    }

    @Test
    void missingJarShouldBeNamedByTheShippedLogback() throws Exception {
        for (Path jar : Installation.find().extensionJars()) {
            Files.delete(folder.resolve("extensions-jars").resolve(jar.getFileName()));
        }

        assertThat(complaint())
                .containsExactly(
                        "sealmx: org.sealmx.server.guice.SealMxModule is in no jar of extensions-jars; check the name,"
                                + " and that the jar of SealMX is there");
    }

    @Test
    void missingClassOfAnExtensionShouldBeNamedByTheShippedLogback() throws Exception {
        edit("extensions.properties", "SealMxModule\\b", "SealMxModule,com.example.AppendModule");

        assertThat(complaint())
                .containsExactly("sealmx: com.example.AppendModule is neither in James nor in a jar of extensions-jars;"
                        + " check the name, and that its jar is there");
    }
}
