package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server that takes mail by LMTP, and whose processes and files can be looked at. */
interface Peer extends AutoCloseable {

    /** The most recipients of a message. */
    int RECIPIENTS = 20;

    /** Those to whom messages go, each of them with an account. */
    List<String> MEASURED = addresses("user");

    /** Those to whom messages go before anything is measured, so that the mailboxes of the others are empty then. */
    List<String> WARM = addresses("warm");

    /** Its name in the table. */
    String name();

    /** The port of LMTP. */
    int port();

    /** Its processes. */
    ProcessTree processes();

    /** The folder with everything that it writes. */
    Path folder();

    /** How much less it is given to do than the others, because it is slower by more than that. */
    default int slowness() {
        return 1;
    }

    /** Whether it is compiled while it runs, so that it needs to be warmed up, and has a heap. */
    default boolean onJava() {
        return false;
    }

    private static List<String> addresses(String name) {
        return IntStream.range(0, RECIPIENTS)
                .mapToObj(i -> name + i + "@example.org")
                .toList();
    }

    /** All that have an account. */
    static List<String> accounts() {
        return Stream.concat(MEASURED.stream(), WARM.stream()).toList();
    }

    @Override
    void close() throws IOException;
}
