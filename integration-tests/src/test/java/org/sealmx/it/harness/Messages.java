package org.sealmx.it.harness;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Small messages, no two of which are equal. That matters because the same octets from the same sender to the same
 * mailbox are a retry, which is not stored again.
 */
public final class Messages {

    private static final AtomicLong NUMBER = new AtomicLong();

    private Messages() {}

    /** A message with a short text. */
    public static byte[] fresh() {
        return fresh("");
    }

    /** A message with further header fields, each ended by CR LF. */
    public static byte[] fresh(String fields) {
        return fresh("Subject: x\r\n" + fields, "body\r\n");
    }

    /** A message with these header fields, a sender, a Message-ID, and a text. */
    public static byte[] fresh(String fields, String body) {
        return Octets.of("From: sender@example.com\r\nMessage-ID: <" + NUMBER.incrementAndGet() + "@example.com>\r\n"
                + fields + "\r\n" + body);
    }
}
