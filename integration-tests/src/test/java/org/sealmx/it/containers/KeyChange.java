package org.sealmx.it.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDbAdmin;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.TestKey;

/**
 * An account gets another certificate while both nodes take mail for it, each at its own port.
 *
 * @param oldAfter for each node, milliseconds from the change to the last message that was sealed with the old key; 0
 *     when there was none
 * @param newFirst for each node, milliseconds from the change to the first one with the new key
 */
record KeyChange(Map<String, Long> oldAfter, Map<String, Long> newFirst) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SECONDS = 6;
    private static final int BEFORE = 3;
    /** Hands messages to the node in its container, and prints when, by the clock that all share. */
    private static final String SCRIPT = """
            set -eu
            reply() { while IFS= read -r -t 20 line <&3; do case $line in [0-9][0-9][0-9]' '*) break ;; esac; done; }
            say() { printf '%s\\r\\n' "$1" >&3; reply; }
            exec 3<>/dev/tcp/127.0.0.1/10024
            reply
            say 'LHLO client.example.net'
            end=$(($(date +%s%3N) + $3 * 1000)) number=0
            while now=$(date +%s%3N) && [ "$now" -lt "$end" ]; do
              number=$((number + 1))
              say 'MAIL FROM:<sender@example.com>'
              say "RCPT TO:<$2>"
              say DATA
              printf 'From: sender@example.com\\r\\nMessage-ID: <%s.%s@rotation.example.com>\\r\\nSubject: x\\r\\n\\r\\n%s\\r\\n.\\r\\n' \\
                "$1" "$number" "$number" >&3
              reply
              echo "$now <$1.$number@rotation.example.com> ${line%% *}"
            done
            """;

    /** Changes the certificate, and watches. */
    static KeyChange watch(Project project, CouchDbAdmin admin, String address, DirectoryFile directory, TestKey key)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Project.NODES.size());
        try {
            Map<String, Future<String>> outputs = new HashMap<>();
            for (String node : Project.NODES) {
                outputs.put(
                        node,
                        threads.submit(() -> project.exec(
                                SCRIPT.getBytes(StandardCharsets.UTF_8),
                                node,
                                "bash",
                                "-s",
                                node,
                                address,
                                Integer.toString(SECONDS))));
            }
            String database = "user-" + address.substring(0, address.indexOf('@'));
            for (String node : Project.NODES) {
                Await.until("mail at " + node, LIMIT, () -> count(admin, database, node) >= BEFORE);
            }
            directory.replaceCertificate(address, key.certificate());
            for (JsonNode document : directory.documents()) {
                if (document.path("address").asText().equals(address)) {
                    admin.put("identities", (ObjectNode) document);
                }
            }
            long changed = System.currentTimeMillis();
            Map<String, Long> handed = new HashMap<>();
            for (Future<String> output : outputs.values()) {
                output.get().lines().forEach(line -> {
                    String[] words = line.split(" ", -1);
                    if (!words[2].equals("250")) {
                        throw new AssertionError("a node answered " + line);
                    }
                    handed.put(words[1], Long.parseLong(words[0]) - changed);
                });
            }
            return of(messages(admin, database), handed, key);
        } finally {
            threads.shutdownNow();
        }
    }

    private static KeyChange of(List<SealedMessage> messages, Map<String, Long> handed, TestKey key) throws Exception {
        Map<String, Long> oldAfter = new HashMap<>();
        Map<String, Long> newFirst = new HashMap<>();
        for (SealedMessage message : messages) {
            String id = id(message);
            Long at = handed.remove(id);
            if (at == null) {
                throw new AssertionError(id + " is stored twice, or nobody has sent it");
            }
            String node = id.substring(1, id.indexOf('.'));
            if (Sq.opens(key, message.armor())) {
                newFirst.merge(node, at, Math::min);
            } else {
                oldAfter.merge(node, Math.max(0, at), Math::max);
            }
        }
        if (!handed.isEmpty()) {
            throw new AssertionError(handed.size() + " messages are lost");
        }
        return new KeyChange(oldAfter, newFirst);
    }

    private static long count(CouchDbAdmin admin, String database, String node) throws Exception {
        return admin.hasDatabase(database)
                ? messages(admin, database).stream()
                        .filter(message -> id(message).startsWith("<" + node + "."))
                        .count()
                : 0;
    }

    private static List<SealedMessage> messages(CouchDbAdmin admin, String database) throws Exception {
        List<SealedMessage> messages = new ArrayList<>();
        for (JsonNode document : admin.documents(database)) {
            messages.add(SealedMessage.parse(CouchDirectory.message(document)));
        }
        return messages;
    }

    private static String id(SealedMessage message) {
        return message.header().values("Message-ID").get(0).trim();
    }
}
