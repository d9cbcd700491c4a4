package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.sealmx.it.harness.CouchDirectory;

/**
 * The way of leap_mx: a maildir in the clear, Python, PGPy, CouchDB. It needs Debian's {@code python3-pgpy}. leap_mx
 * itself needs Python 2, which nobody ships any more.
 */
final class LeapMxWay {

    private static final int SLOWNESS = 20;
    private static final String PROGRAM = "leap_mx_way.py";

    private LeapMxWay() {}

    /** @param couch with the accounts, the view of addresses, and a database for the mail of each account */
    static Peer start(CouchDirectory couch) throws Exception {
        return new ProgramPeer("leap_mx's way", SLOWNESS, false, (folder, port) -> prepare(couch, folder, port));
    }

    private static List<String> prepare(CouchDirectory couch, Path folder, int port) throws IOException {
        Path program = folder.resolve(PROGRAM);
        try (InputStream source = Objects.requireNonNull(LeapMxWay.class.getResourceAsStream(PROGRAM))) {
            Files.copy(source, program);
        }
        Path maildir = Files.createDirectory(folder.resolve("maildir"));
        return List.of(
                "/usr/bin/python3",
                program.toString(),
                Integer.toString(port),
                maildir.toString(),
                couch.server().url().toString(),
                couch.database(),
                couch.server().credentials().orElse(""));
    }
}
