package org.sealmx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Nginx;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/**
 * The sample for nginx in the documents, with HTTPS from end to end. The test that uses up the attempts is the last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageBehindNginxIT {

    private static final Accounts ACCOUNTS = Accounts.shared();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HOST = "keys.example.org";
    private static final String OCTETS = "Content-Type: application/octet-stream";

    private static SealMxServer server;
    private static WorkFolder folder;
    private static Nginx nginx;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = Ports.free();
        int pagePort = Ports.free();
        folder = new WorkFolder("nginx");
        Command.require(
                new byte[0],
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + HOST,
                        "-addext",
                        "subjectAltName=DNS:" + HOST,
                        "-keyout",
                        folder.resolve("key").toString(),
                        "-out",
                        folder.resolve("pem").toString()));
        String site = CodeBlocks.inMarkdown(ServerPaths.root().resolve("docs/PAGE.md"), "nginx", "limit_req_zone")
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                .replace("/etc/ssl/keys.example.org.pem", folder.resolve("pem").toString())
                .replace("/etc/ssl/keys.example.org.key", folder.resolve("key").toString())
                .replace("127.0.0.1:10081", "127.0.0.1:" + pagePort);
        server = SealMxServer.builder()
                .directory(ACCOUNTS::writeTo)
                .option("--page-port", Integer.toString(pagePort))
                .conf(conf -> conf.append("sealmx.properties", "page-origins=" + origin()))
                .start();
        nginx = Nginx.start(site, port);
    }

    @AfterAll
    static void end() throws Exception {
        nginx.close();
        server.close();
        folder.close();
    }

    private static String origin() {
        return "https://" + HOST + ":" + port;
    }

    /** What curl prints with {@code -i}. */
    private static String curl(String path, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("curl", "-sSi", "--cacert"));
        all.add(folder.resolve("pem").toString());
        all.addAll(List.of("--resolve", HOST + ":" + port + ":127.0.0.1", "-H", "Expect:"));
        all.addAll(List.of(words));
        all.add(origin() + path);
        return new String(Command.require(new byte[0], all), StandardCharsets.UTF_8);
    }

    private static String found(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String signIn(String user, String password) throws Exception {
        return curl(
                "/api/session",
                "-H",
                "Origin: " + origin(),
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }

    private record Login(String cookie, String guard) {

        static Login of(String user) throws Exception {
            String cookie = found("Set-Cookie: (__Host-sealmx=[\\w-]+);", signIn(user, SealMxServer.PASSWORD));
            return new Login(cookie, found("\"guard\":\"([\\w-]+)\"", curl("/api/session", "-H", "Cookie: " + cookie)));
        }

        String get(String path) throws Exception {
            return curl(path, "-H", "Cookie: " + cookie);
        }

        String change(String method, String path, String... words) throws Exception {
            List<String> all = new ArrayList<>(List.of("-X", method, "-H", "Cookie: " + cookie));
            all.addAll(List.of("-H", "X-SealMX-Guard: " + guard, "-H", "Origin: " + origin()));
            all.addAll(List.of(words));
            return curl(path, all.toArray(String[]::new));
        }
    }

    @Test
    @Order(1)
    void accountHolderShouldGoTheWholeWay() throws Exception {
        assertThat(curl("/"))
                .contains("200 OK", "Strict-Transport-Security: max-age=31536000", "Encryption of your mail");
        Login dave = Login.of(Accounts.DAVE);
        assertThat(dave.get("/api/account")).contains("200 OK", "\"certificates\":[]");
        Path own = Files.writeString(folder.resolve("own.asc"), ACCOUNTS.alice().certificate());
        assertThat(dave.change("POST", "/api/certificate", "-H", OCTETS, "--data-binary", "@" + own))
                .contains(" 422 ", "OTHER_ADDRESS");
        assertThat(dave.change(
                        "POST", "/api/certificate?confirm=OTHER_ADDRESS", "-H", OCTETS, "--data-binary", "@" + own))
                .contains("200 OK", "\"taken\":true");
        Await.until("the certificate", LIMIT, () -> dave.get("/api/account").contains("\"usable\":true"));
        assertThat(dave.change("POST", "/api/message")).contains("\"delivered\":true");
        assertThat(dave.change("DELETE", "/api/session")).contains("204 No Content");
        assertThat(dave.get("/api/account")).contains("401 Unauthorized");
    }

    @Test
    @Order(2)
    void newPasswordShouldEndTheSession() throws Exception {
        Login judy = Login.of(Accounts.JUDY);
        Command.require(
                new byte[0],
                List.of(
                        "curl",
                        "-sSf",
                        "-X",
                        "PUT",
                        "-H",
                        "Content-Type: application/json",
                        "-d",
                        "{\"password\":\"another\"}",
                        "http://127.0.0.1:" + server.webadminPort() + "/users/" + Accounts.JUDY + "?force"));
        // the password is verified again once it has not been for a second
        Await.until("the end of the session", LIMIT, () -> {
            String answer = judy.change("POST", "/api/message");
            return answer.contains("401 Unauthorized") && answer.contains("Sign in again");
        });
        assertThat(judy.get("/api/account")).contains("401 Unauthorized");
        assertThat(signIn(Accounts.JUDY, "another")).contains("200 OK");
    }

    @Test
    @Order(3)
    void fileThatIsTooLargeShouldBeRefused() throws Exception {
        Login heidi = Login.of(Accounts.HEIDI);
        // the first is refused by the page, the second by nginx
        for (int kib : List.of(270, 400)) {
            Path large = Files.write(folder.resolve("large"), new byte[kib * 1024]);
            assertThat(heidi.change("POST", "/api/certificate", "-H", OCTETS, "--data-binary", "@" + large))
                    .contains(" 413 ");
        }
    }

    @Test
    @Order(4)
    void attemptsShouldBeLimitedAndQuestionsNot() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(curl("/api/session")).contains("200 OK", "\"signedIn\":false");
        }
        int refused = 0;
        for (int i = 0; i < 30; i++) {
            // SealMX refuses it at once, as it holds no login
            String answer = curl("/api/session", "-H", "Origin: " + origin(), "-d", "x");
            refused += answer.contains(" 429 ") && answer.contains("<html>") ? 1 : 0;
        }
        assertThat(refused).as("by nginx").isBetween(10, 25);
    }
}
