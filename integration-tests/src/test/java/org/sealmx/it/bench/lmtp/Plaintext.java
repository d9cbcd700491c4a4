package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealmx.it.harness.WorkFolder;

/** Looks for what was sent in the files of a server. */
final class Plaintext {

    /** The line is near the beginning of a message. */
    private static final int LOOKED_AT = 64 * 1024;

    private Plaintext() {}

    /** The octets of all files that have the line of every message near their beginning. */
    static long octetsBelow(Path folder) throws IOException {
        long octets = 0;
        for (Path file : WorkFolder.filesBelow(folder).toList()) {
            try (var in = Files.newInputStream(file)) {
                String beginning = new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
                octets += beginning.contains(LmtpLoad.CANARY) ? Files.size(file) : 0;
            }
        }
        return octets;
    }
}
