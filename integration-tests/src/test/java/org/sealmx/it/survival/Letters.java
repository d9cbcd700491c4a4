package org.sealmx.it.survival;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.Octets;

/**
 * The messages of one run: each has a number and random text of its own, so that no two are alike, and words that must
 * never be in a file. Thread-safe.
 */
public final class Letters {

    /** In the subject and in each line of the text. */
    public static final String SECRET = "canary-kept-from-files";
    /** In the Message-ID, which stays readable: whoever finds it in a file would have found the secret as well. */
    public static final String OPEN = "survival.example.com";

    private static final int LINES = 20;
    private static final Pattern FIRST_LINE = Pattern.compile(SECRET + " (\\d+) ([0-9a-f]+)\r?\n");
    private static final Pattern MESSAGE_ID = Pattern.compile("(\\d+)@" + Pattern.quote(OPEN));

    private final List<Letter> letters = new ArrayList<>();
    private final Random random;

    /** @param seed of the texts */
    public Letters(long seed) {
        random = new Random(seed);
    }

    /**
     * A message.
     *
     * @param number its place in the run, from 0
     * @param recipients who gets it
     * @param text what is kept from files
     */
    public record Letter(int number, List<String> recipients, String text) {

        /** What is expected in the store: one for each recipient. */
        public List<String> deliveries() {
            return recipients.stream().map(address -> delivery(number, address)).toList();
        }

        /** The message as it is handed in. */
        public byte[] octets() {
            return Octets.of("From: sender@example.com\r\nMessage-ID: <" + number + "@" + OPEN + ">\r\nSubject: "
                    + SECRET + " " + number + "\r\n\r\n" + text);
        }
    }

    /** The name of a delivery. */
    public static String delivery(int number, String address) {
        return number + " to " + address;
    }

    /** Another message. */
    public synchronized Letter next(List<String> recipients) {
        int number = letters.size();
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            text.append(SECRET).append(' ').append(number).append(' ');
            text.append(Long.toHexString(random.nextLong())).append("\r\n");
        }
        Letter letter = new Letter(number, List.copyOf(recipients), text.toString());
        letters.add(letter);
        return letter;
    }

    synchronized List<String> expected() {
        return letters.stream().flatMap(letter -> letter.deliveries().stream()).toList();
    }

    /** The number of the message that these octets hold whole; -1 when they are none of ours. */
    public synchronized int numberOf(byte[] opened) {
        String text = new String(opened, StandardCharsets.ISO_8859_1);
        Matcher matcher = FIRST_LINE.matcher(text);
        if (!matcher.find()) {
            return -1;
        }
        int number = Integer.parseInt(matcher.group(1));
        String wanted = letters.get(number).text().stripTrailing();
        return text.replace("\r\n", "\n").contains(wanted.replace("\r\n", "\n")) ? number : -1;
    }

    /** The number in a Message-ID; -1 when it is none of ours. */
    public static int numberIn(String messageId) {
        Matcher matcher = MESSAGE_ID.matcher(messageId);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
