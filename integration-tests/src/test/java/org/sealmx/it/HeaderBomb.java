package org.sealmx.it;

import org.sealmx.it.harness.Octets;

/**
 * Messages of about a megabyte, or with as much header as is parsed, whose header is built to cost as much memory and
 * time as possible.
 */
enum HeaderBomb {
    TINY_KNOWN_FIELDS(repeat("To:\r\n")),
    TINY_UNKNOWN_FIELDS(repeat("a:\r\n")),
    TINY_SUBJECTS(repeat("Subject:\r\n")),
    LINES_THAT_ARE_NO_FIELDS(repeat("x\r\n")),
    FOLDS_OF_ONE_FIELD("References:" + repeat("\r\n x") + "\r\n"),
    FOLDS_THAT_ARE_READ("References:" + "\r\n x".repeat(125_000) + "\r\n"),
    CONTENT_TYPES(repeat("Content-Type: text/plain\r\n")),
    PARAMETERS_OF_A_CONTENT_TYPE("Content-Type: text/plain" + repeat(";\r\n a=b") + "\r\n"),
    NUMBERED_PARAMETERS("Content-Type: text/plain" + numbered(";\r\n n*%d=v") + "\r\n"),
    PARAMETERS_THAT_ARE_READ("Content-Type: text/plain" + shortNames(80_000) + "\r\n"),
    COMMENTS_IN_A_CONTENT_TYPE("Content-Type: text/plain " + repeat("(\r\n ") + "\r\n"),
    OUTER_FIELDS(repeat("HP-Outer: Subject: x\r\n")),
    FIELDS_WITH_OTHER_NAMES(numbered("List-%d: x\r\n")),
    ONE_LINE_OF_ADDRESSES("To: " + "<someone@example.org>, ".repeat(40_000) + "\r\n"),
    LONG_ADDRESS_LISTS(repeat("To: " + "<someone@example.org>, ".repeat(300) + "\r\n"));

    private static final int SIZE = 1_048_500;

    private final String fields;

    HeaderBomb(String fields) {
        this.fields = fields;
    }

    /** The message, including the fields that every message needs. */
    byte[] message() {
        return Octets.of(
                "From: sender@example.com\r\nDate: Sat, 28 Nov 2026 12:00:00 +0000\r\n" + fields + "\r\nbody\r\n");
    }

    private static String repeat(String part) {
        return part.repeat(SIZE / part.length());
    }

    /** Parameters with names that are as short as possible. */
    private static String shortNames(int count) {
        StringBuilder all = new StringBuilder(SIZE);
        for (int i = 0; i < count; i++) {
            all.append(';').append(Integer.toString(i, Character.MAX_RADIX)).append("=a");
        }
        return all.toString();
    }

    private static String numbered(String part) {
        StringBuilder all = new StringBuilder(SIZE);
        for (int i = 0; all.length() < SIZE - part.length() - 8; i++) {
            all.append(part.replace("%d", Integer.toString(i)));
        }
        return all.toString();
    }
}
