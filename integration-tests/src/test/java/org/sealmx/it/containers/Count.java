package org.sealmx.it.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.survival.Letters;

/**
 * What has become of messages that Postfix has taken: each copy in the store is opened, and must be a message of ours
 * to its last octet.
 *
 * @param in taken by Postfix
 * @param once in the store once
 * @param lost neither in the store nor in Postfix' queue
 * @param doubled copies beyond the first, of these messages and of earlier ones
 * @param waiting in Postfix' queue, and not in the store
 * @param plaintext places with words of the text or the subject
 */
record Count(int in, int once, int lost, int doubled, int waiting, int plaintext) {

    private static final Pattern ID = Pattern.compile(" ([0-9A-Za-z]+): message-id=<([^>]*)>");

    /**
     * Counts.
     *
     * @param accepted what Postfix has taken since the last time
     * @param earlier the deliveries of earlier times; these are added to them
     */
    static Count of(
            Project project,
            Mailboxes mailboxes,
            List<String> addresses,
            List<Letters.Letter> accepted,
            Letters letters,
            Set<String> earlier)
            throws Exception {
        List<String> owners = new ArrayList<>();
        List<byte[]> armors = new ArrayList<>();
        int plaintext = project.search(Letters.SECRET).size();
        for (String address : addresses) {
            for (byte[] stored : mailboxes.fetch(address)) {
                plaintext += Octets.indexOf(stored, Letters.SECRET, 0) >= 0 ? 1 : 0;
                owners.add(address);
                armors.add(SealedMessage.parse(stored).armor());
            }
        }
        Map<String, Integer> copies = new HashMap<>();
        List<byte[]> opened =
                armors.isEmpty() ? List.of() : Accounts.shared().gpg().decryptAll(armors);
        for (int i = 0; i < opened.size(); i++) {
            int number = letters.numberOf(opened.get(i));
            if (number < 0) {
                throw new AssertionError("the store has a message that is none of ours, or a damaged one");
            }
            copies.merge(Letters.delivery(number, owners.get(i)), 1, Integer::sum);
        }
        return of(accepted, copies, queued(project), earlier, plaintext);
    }

    /** The arithmetic of it. */
    static Count of(
            List<Letters.Letter> accepted,
            Map<String, Integer> copies,
            Set<Integer> queued,
            Set<String> earlier,
            int plaintext) {
        int once = 0;
        int lost = 0;
        int waiting = 0;
        for (Letters.Letter letter : accepted) {
            for (String delivery : letter.deliveries()) {
                int stored = copies.getOrDefault(delivery, 0);
                once += stored == 1 ? 1 : 0;
                waiting += stored == 0 && queued.contains(letter.number()) ? 1 : 0;
                lost += stored == 0 && !queued.contains(letter.number()) ? 1 : 0;
            }
        }
        int doubled = 0;
        for (Map.Entry<String, Integer> copy : copies.entrySet()) {
            doubled += copy.getValue() - (earlier.add(copy.getKey()) ? 1 : 0);
        }
        return new Count(accepted.size(), once, lost, doubled, waiting, plaintext);
    }

    /** The numbers of the messages in Postfix' queue. */
    private static Set<Integer> queued(Project project) throws Exception {
        Map<String, Integer> numbers = new HashMap<>();
        Matcher id = ID.matcher(project.logs(Project.POSTFIX));
        while (id.find()) {
            numbers.put(id.group(1), Letters.numberIn(id.group(2)));
        }
        Set<Integer> queued = new HashSet<>();
        for (JsonNode message : project.queue()) {
            queued.add(numbers.getOrDefault(message.get("queue_id").asText(), -1));
        }
        return queued;
    }

    /** Whether all is as it must be; messages may still wait when the caller says so. */
    boolean isAsPromised(int mayWait) {
        return lost == 0 && doubled == 0 && plaintext == 0 && waiting <= mayWait && once + waiting == in;
    }

    /** The figures, as cells of a table. */
    String cells() {
        return "%d | %d | %d | %d | %d | %d".formatted(in, once, waiting, lost, doubled, plaintext);
    }
}
