package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A server that takes mail by LMTP, and whose processes and files can be looked at. */
interface Peer extends AutoCloseable {

    /** The most recipients of a message. Each has an account. */
    int RECIPIENTS = 20;

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

    /** The addresses of accounts, at most {@link #RECIPIENTS}. */
    static List<String> recipients(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user" + i + "@example.org")
                .toList();
    }

    @Override
    void close() throws IOException;
}
