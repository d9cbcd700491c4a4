package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.http.Authorization;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.HttpTimeouts;
import org.sealmx.http.ServerException;
import org.sealmx.http.TrustStore;
import org.sealmx.soledad.SoledadToken;

class CouchDbSettingsTest {

    @TempDir
    private Path folder;

    private static void requireRefused(String url) {
        assertThatThrownBy(() -> TestClients.settings(List.of(URI.create(url)), CredentialSource.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nodes")
                .hasMessageNotContaining("secret");
    }

    @Test
    void settingsShouldRefuseUrlsWithCredentialsOrOfOtherForms() {
        requireRefused("http://mx:secret@localhost:5984");
        requireRefused("ftp://localhost");
        requireRefused("localhost");
        requireRefused("http://localhost:5984/?a=secret");
        assertThatThrownBy(() -> TestClients.settings(List.of(), CredentialSource.none()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TestClients.settings(List.of(URI.create("https://db.example/couch")), CredentialSource.none())
                        .nodes())
                .hasSize(1);
    }

    @Test
    void timeoutsShouldRefuseAnAnswerThatMayTakeLongerThanTheRequest() {
        assertThatThrownBy(() -> new HttpTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(2)))
                .hasMessageContaining("response");
        assertThatThrownBy(() -> new HttpTimeouts(Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(5)))
                .hasMessageContaining("connect");
    }

    @Test
    void fileShouldGiveNameAndPassword() throws Exception {
        Path file = Files.writeString(folder.resolve("credentials"), "mx:pass:word \u00fc\n");
        Authorization read = CredentialSource.file(file).read().orElseThrow();
        assertThat(read).isEqualTo(new BasicCredentials("mx", "pass:word \u00fc"));
        assertThat(read.toString()).doesNotContain("mx").doesNotContain("word");
    }

    @Test
    void fileShouldNotBeRepeatedWhenItIsOfAnotherForm() throws Exception {
        for (String content : List.of("secret", ":secret", "a:b\nsecret:c", "secret:" + "x".repeat(5000))) {
            Path file = Files.writeString(folder.resolve("credentials"), content);
            assertThatThrownBy(() -> CredentialSource.file(file).read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("credentials")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void environmentShouldGiveNameAndPassword() throws Exception {
        Map<String, String> environment = Map.of("N", "mx", "P", "pw");
        assertThat(CredentialSource.environment(environment, "N", "P").read())
                .contains(new BasicCredentials("mx", "pw"));
        assertThatThrownBy(() ->
                        CredentialSource.environment(environment, "N", "Q").read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Q");
    }

    @Test
    void tokenShouldBeReadFromAFileAndFromTheEnvironmentAndNotBeShown() throws Exception {
        Path file = folder.resolve("token");
        Files.writeString(file, "to:ken \u00fc\r\n");
        Authorization token = SoledadToken.file(file).read().orElseThrow();
        assertThat(token).isEqualTo(new SoledadToken("to:ken \u00fc"));
        assertThat(token.header()).isEqualTo("Token dG86a2VuIMO8");
        assertThat(token.toString()).isEqualTo("SoledadToken[hidden]");
        assertThat(SoledadToken.environment(Map.of("T", "x"), "T").read()).contains(new SoledadToken("x"));
        assertThatThrownBy(() -> SoledadToken.environment(Map.of("T", ""), "T").read())
                .isInstanceOf(IOException.class)
                .hasMessage("the environment variable T is not set");
        for (String content : List.of("", "\n", "secret\nlines", "secret".repeat(1000))) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> SoledadToken.file(file).read())
                    .isInstanceOf(IOException.class)
                    .hasMessage("credentials file token must contain a single line, the token");
        }
    }

    @Test
    void databaseNameShouldRefuseWhatCouchDbRefuses() {
        for (String name : List.of("", "_users", "Upper", "1st", "a b", "a?b", "a..b", "x".repeat(239))) {
            assertThatThrownBy(() -> new DatabaseName(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new DatabaseName("user-f3a1_x")).hasToString("user-f3a1_x");
    }

    @Test
    void clientShouldTrustTheGivenTrustStoreAndNoOther() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=couchdb",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), "changeit".toCharArray()), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Path trusted = exportOf(store);
        try (ScriptedServer server = ScriptedServer.start(
                        socket,
                        (request, exchange) -> exchange.json(200, "{\"couchdb\":\"Welcome\",\"version\":\"3.5.0\"}"));
                CouchDbClient trusting =
                        tls(server.port(), Optional.of(new TrustStore(trusted, "changeit")), "127.0.0.1");
                CouchDbClient otherName =
                        tls(server.port(), Optional.of(new TrustStore(trusted, "changeit")), "localhost");
                CouchDbClient byDefault = tls(server.port(), Optional.empty(), "127.0.0.1")) {
            assertThat(trusting.server().version()).isEqualTo("3.5.0");
            assertThatThrownBy(otherName::server).isInstanceOf(ServerException.class);
            assertThatThrownBy(byDefault::server).isInstanceOf(ServerException.class);
        }
    }

    private Path exportOf(Path store) throws Exception {
        KeyStore source = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("couchdb", source.getCertificate("server"));
        Path file = folder.resolve("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            trusted.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private static CouchDbClient tls(int port, Optional<TrustStore> trust, String host) throws Exception {
        return CouchDbClient.open(new HttpSettings(
                List.of(URI.create("https://" + host + ":" + port)),
                CredentialSource.none(),
                trust,
                TestClients.LONG,
                2,
                65536));
    }
}
