package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

/**
 * Prints how much heap sealing and storing a message takes besides the message, found by filling up more and more of
 * the heap, and how much {@link MessageSealer#heapFor} reserves. Run it by hand with the test class path and
 * {@code -Xms64m -Xmx64m -Xmn1m -XX:+UseSerialGC}.
 */
public final class HeaderHeap {

    private static final int FIELD = 500_000;
    private static final int BODY = 5_000_000;
    private static final int STEP = 64 * 1024;
    private static final int PIECE = 16 * 1024;
    private static final long MOST = 24L << 20;

    private HeaderHeap() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws Exception {
        TestKey key = TestKeys.curve25519();
        Map<String, String> messages = Map.of(
                "To with one word of 500 KB", "To: " + "x".repeat(FIELD) + "\r\n\r\n",
                "To with addresses, 500 KB", "To: " + "a@example.org, ".repeat(FIELD / 15) + "\r\n\r\n",
                "X-Note of 500 KB", "X-Note: " + "a@example.org, ".repeat(FIELD / 15) + "\r\n\r\n",
                "a body of 5 MB in one line", "\r\n" + "x".repeat(BODY));
        for (Map.Entry<String, String> one : new TreeMap<>(messages).entrySet()) {
            ReceivedMessage message = ReceivedMessage.of(one.getValue().getBytes(US_ASCII));
            seal(message, key);
            System.out.printf(
                    "%s: %.2f MiB beside the message, reckoned %.2f MiB%n",
                    one.getKey(), mebibytes(least(message, key)), mebibytes(MessageSealer.heapFor(message.size())));
        }
    }

    private static double mebibytes(long octets) {
        return octets / 1024.0 / 1024;
    }

    private static long least(ReceivedMessage message, TestKey key) throws SealingException, IOException {
        long tooLittle = 0;
        long enough = MOST;
        while (enough - tooLittle > STEP) {
            long free = (tooLittle + enough) / 2;
            if (isEnough(free, message, key)) {
                enough = free;
            } else {
                tooLittle = free;
            }
        }
        return enough;
    }

    private static boolean isEnough(long free, ReceivedMessage message, TestKey key)
            throws SealingException, IOException {
        List<byte[]> filling = new ArrayList<>();
        System.gc();
        while (free() > free + PIECE) {
            filling.add(new byte[PIECE]);
        }
        try {
            seal(message, key);
            return !filling.isEmpty();
        } catch (OutOfMemoryError e) {
            // running out of memory is what this measures
            return false;
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    private static void seal(ReceivedMessage message, TestKey key) throws SealingException, IOException {
        SealedMessage sealed =
                new MessageSealer(new SecureRandom()).seal(message, key.usable(), Sealing.trace(), new SealingShare());
        sealed.sha256();
        sealed.open().transferTo(OutputStream.nullOutputStream());
    }
}
