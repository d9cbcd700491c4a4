package org.sealmx.it.harness;

import java.nio.charset.StandardCharsets;

/**
 * A message that must reach its recipient unchanged.
 *
 * @param name what is special about it
 * @param bytes the message as Postfix gets it, every line ending with CR LF
 */
@SuppressWarnings("ArrayRecordComponent") // a fixture that nobody compares as a record
public record Sample(String name, byte[] bytes) {

    /** A sample of ISO 8859-1 characters, one octet each, each line ended by CR LF. */
    static Sample lines(String name, String... lines) {
        return new Sample(name, Octets.of(String.join("\r\n", lines) + "\r\n"));
    }

    /** A sample in UTF-8, each line ended by CR LF. */
    static Sample utf8Lines(String name, String... lines) {
        return new Sample(name, (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
