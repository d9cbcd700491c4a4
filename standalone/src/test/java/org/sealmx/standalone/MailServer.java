package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.standalone.demo.Letter;
import org.sealmx.standalone.james.Ports;

/** The built program with one data folder and the same ports, start after start, and what its clients see of it. */
final class MailServer {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> PROGRESS = List.of("Making the demo accounts' keys", "Starting James and SealMX");

    private final Path data;
    private final Map<String, String> environment;
    private final List<String> options;
    private final Ports ports;

    MailServer(Path data, Map<String, String> environment, String... options) throws IOException {
        this.data = data;
        this.environment = environment;
        this.options = List.of(options);
        this.ports = Ports.free();
    }

    Path data() {
        return data;
    }

    Ports ports() {
        return ports;
    }

    /** Starts it and waits until it is ready. */
    Program ready() throws IOException {
        return start().await("SealMX is ready");
    }

    /** Starts it. */
    Program start(String... further) throws IOException {
        return start(Program.home(), further);
    }

    /** Starts the program that is in a folder. */
    Program start(Path home, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(ProgramIT.arguments(ports, data)));
        arguments.addAll(options);
        arguments.addAll(List.of(further));
        return Program.start(home, environment, arguments.toArray(String[]::new));
    }

    /** Asserts that it ends with exit code 1 and this line. */
    void assertRefused(String complaint, String... further) throws Exception {
        try (Program program = start(further)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.said().lines().filter(line -> !PROGRESS.contains(line)))
                    .containsExactly("sealmx: " + complaint);
        }
    }

    /** Delivers a message, and returns the reply for its recipient. */
    String deliver(Letter letter) throws IOException {
        try (LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            return client.offer(Letter.SENDER, List.of(letter.recipient()), letter.bytes())
                    .get(0)
                    .reply()
                    .toString();
        }
    }

    /** The Message-IDs of what is in a user's inbox. */
    List<String> messageIds(String user, String password) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.timeout", Long.toString(LIMIT.toMillis()));
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", ports.imap(), user, password);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<String> ids = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    String[] headers = message.getHeader("Message-ID");
                    assertThat(headers)
                            .as("Message-ID of message %d", message.getMessageNumber())
                            .isNotNull();
                    ids.addAll(Arrays.asList(headers));
                }
                return ids;
            }
        }
    }

    /** A letter's Message-ID. */
    static String idOf(Letter letter) {
        return letter.text().replaceFirst("(?s).*\r\nMessage-ID: (<[^>]+>)\r\n.*", "$1");
    }

    /** What webadmin answers; it must not be an error. */
    String webadmin(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.webadmin() + path))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }
}
