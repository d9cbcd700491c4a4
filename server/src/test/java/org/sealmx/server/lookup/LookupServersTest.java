package org.sealmx.server.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfigurationReader;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.lookup.table.TestDirectory;
import org.sealmx.server.startup.TextConfigurations;

/** The ports, as {@code sealmx.properties} names them. */
class LookupServersTest {

    @TempDir
    private Path folder;

    private final List<LookupServers> started = new ArrayList<>();
    private final Queue<String> counted = new ConcurrentLinkedQueue<>();
    private TestDirectory directory;

    @BeforeEach
    void open() throws Exception {
        directory = TestDirectory.open(folder);
    }

    @AfterEach
    void close() {
        started.forEach(LookupServers::stop);
        directory.close();
    }

    private LookupServers start(String... keysAndValues) {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
        values.addProperty("domains", "example.org");
        values.addProperty("directory", "file://conf/directory.json");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.addProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        SealMxConfiguration configuration = SealMxConfigurationReader.read(values);
        LookupServers servers = new LookupServers(
                configuration,
                new TextConfigurations(Map.of(
                        "lmtpserver", "<lmtpservers><sealmx><bind>127.0.0.1:2525</bind></sealmx></lmtpservers>")),
                () -> new LookupTables(
                        directory.policy(),
                        directory,
                        directory,
                        (recipient, refused) -> {},
                        configuration,
                        TestDirectory.CLOCK),
                (map, result) -> counted.add(map + " " + result),
                cause -> {});
        started.add(servers);
        servers.start();
        return servers;
    }

    private static String free(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(Integer.toString(socket.getLocalPort()));
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return String.join(",", ports);
    }

    private static String ask(String port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String socketmap(String port, String request) throws IOException {
        return ask(port, request.length() + ":" + request + ",").replaceFirst("^[0-9]+:", "");
    }

    @Test
    void socketmapShouldHaveEveryMap() throws Exception {
        String port = free(1);
        start("socketmap-port", port);

        assertThat(socketmap(port, "recipient alice@example.org")).isEqualTo("OK OK,");
        assertThat(socketmap(port, "access alice@example.org")).isEqualTo("OK DUNNO,");
        assertThat(socketmap(port, "access keyless@example.org"))
                .isEqualTo("OK 450 4.7.5 The recipient cannot receive mail now,");
        assertThat(socketmap(port, "alias alice@example.org")).isEqualTo("OK u1@deliver.local,");
        assertThat(socketmap(port, "certificate " + TestDirectory.FINGERPRINT))
                .isEqualTo("OK " + TestDirectory.FINGERPRINT + " 2025-06-01,");
        assertThat(socketmap(port, "transport example.org")).isEqualTo("OK lmtp:inet:127.0.0.1:2525,");
        assertThat(socketmap(port, "x y"))
                .isEqualTo("PERM there is no such map here; the maps are access, alias, certificate, recipient,"
                        + " transport,");
        assertThat(counted)
                .containsExactlyInAnyOrder(
                        "SOCKETMAP_RECIPIENT FOUND",
                        "SOCKETMAP_ACCESS FOUND",
                        "SOCKETMAP_ACCESS FOUND",
                        "SOCKETMAP_ALIAS FOUND",
                        "SOCKETMAP_CERTIFICATE FOUND",
                        "SOCKETMAP_TRANSPORT FOUND");
    }

    @Test
    void transportShouldBeAsConfigured() throws Exception {
        String port = free(1);
        start("socketmap-port", port, "lookup-transport", "lmtp:unix:private/sealmx");

        assertThat(socketmap(port, "transport a@example.org")).isEqualTo("OK lmtp:unix:private/sealmx,");
    }

    @Test
    void tcpTablesShouldAnswerAsLeapMx() throws Exception {
        String[] ports = free(3).split(",", -1);
        start("tcp-table-ports", String.join(",", ports));

        assertThat(ask(ports[0], "get alice@example.org\n")).isEqualTo("200 OK\n");
        assertThat(ask(ports[0], "get keyless@example.org\n"))
                .isEqualTo("200 450 4.7.5 The recipient cannot receive mail now\n");
        assertThat(ask(ports[0], "get nobody@example.org\n")).isEqualTo("200 550 5.1.1 No such address here\n");
        assertThat(ask(ports[0], "get alice@elsewhere.example\n")).isEqualTo("500 not found\n");
        assertThat(ask(ports[1], "get alice@example.org\n")).isEqualTo("200 u1@deliver.local\n");
        assertThat(ask(ports[1], "get nobody@example.org\n")).isEqualTo("500 not found\n");
        assertThat(ask(ports[2], "get " + TestDirectory.FINGERPRINT + "\n"))
                .isEqualTo("200 " + TestDirectory.FINGERPRINT + " 2025-06-01\n");
        assertThat(ask(ports[2], "get " + TestDirectory.FINGERPRINT.replace("0a", "0b") + "\n"))
                .isEqualTo("500 not found\n");

        assertThat(counted)
                .containsExactlyInAnyOrder(
                        "TCP_TABLE_RECIPIENT FOUND",
                        "TCP_TABLE_RECIPIENT FOUND",
                        "TCP_TABLE_RECIPIENT FOUND",
                        "TCP_TABLE_RECIPIENT NOT_FOUND",
                        "TCP_TABLE_ALIAS FOUND",
                        "TCP_TABLE_ALIAS NOT_FOUND",
                        "TCP_TABLE_CERTIFICATE FOUND",
                        "TCP_TABLE_CERTIFICATE NOT_FOUND");

        counted.clear();
        directory.away(true);
        for (String port : ports) {
            String key = port.equals(ports[2]) ? TestDirectory.FINGERPRINT : "nobody@example.org";
            assertThat(ask(port, "get " + key + "\n"))
                    .isEqualTo("400 The directory does not answer, try again later\n");
        }
        assertThat(counted)
                .containsExactlyInAnyOrder(
                        "TCP_TABLE_RECIPIENT UNAVAILABLE",
                        "TCP_TABLE_ALIAS UNAVAILABLE",
                        "TCP_TABLE_CERTIFICATE UNAVAILABLE");
    }

    @Test
    void nothingShouldListenUnlessConfigured() {
        assertThatCode(() -> start().stop()).doesNotThrowAnyException();
    }

    @Test
    void stopShouldFreeThePorts() throws Exception {
        String ports = free(3);
        start("tcp-table-ports", ports).stop();
        assertThatCode(() -> start("tcp-table-ports", ports)).doesNotThrowAnyException();
    }

    @Test
    void portThatIsTakenShouldBeNamedWithItsKey() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertThatThrownBy(() -> start("socketmap-port", port))
                    .isInstanceOf(StartUpException.class)
                    .hasMessageStartingWith("sealmx.properties: another program listens on 127.0.0.1:" + port)
                    .hasMessageEndingWith("Stop it, or set socketmap-port to another port.");
            assertThatThrownBy(() -> start("tcp-table-ports", free(2) + "," + port))
                    .hasMessageEndingWith("Stop it, or set tcp-table-ports to another port.");
        }
    }

    @Test
    void addressThatTheMachineDoesNotHaveShouldBeNamed() throws Exception {
        String port = free(1);
        assertThatThrownBy(() -> start("socketmap-port", port, "lookup-bind", "192.0.2.99"))
                .hasMessage("sealmx.properties: this machine has no address 192.0.2.99. Set lookup-bind to one it has,"
                        + " such as 127.0.0.1.");
        assertThatThrownBy(() -> start("socketmap-port", port, "lookup-bind", "no-such-host.invalid"))
                .hasMessage("sealmx.properties: 'lookup-bind' names no address of this machine; set it to one, such as"
                        + " 127.0.0.1 (found \"no-such-host.invalid\")");
    }
}
