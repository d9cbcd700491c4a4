package org.sealmx.it.bench.lmtp;

import java.util.List;

/** Postfix' smtp-sink, which reads and forgets. */
final class Sink {

    private Sink() {}

    static Peer start(String name) throws Exception {
        return new ProgramPeer(
                name,
                1,
                false,
                (folder, port) -> List.of("/usr/sbin/smtp-sink", "-u", "nobody", "-L", "127.0.0.1:" + port, "200"));
    }
}
