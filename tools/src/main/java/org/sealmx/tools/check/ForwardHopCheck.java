package org.sealmx.tools.check;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentStatus;
import org.sealmx.hop.HopSettings;
import org.sealmx.hop.NextHop;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.guice.NextHops;

/** Says whether mail is forwarded, and whether the server that takes it can be used. */
final class ForwardHopCheck {

    private final Optional<HopSettings> hop;
    private final Optional<String> problem;

    private ForwardHopCheck(Optional<HopSettings> hop, Optional<String> problem) {
        this.hop = hop;
        this.problem = problem;
    }

    /**
     * Opens a session with the server, if mail is forwarded, and sends no message.
     *
     * @param problems gets a sentence when the server cannot be used
     * @throws org.sealmx.server.config.StartUpException when its settings cannot be used
     */
    static ForwardHopCheck run(SealMxConfiguration configuration, FileSystem files, Consumer<String> problems) {
        Optional<HopSettings> hop = NextHops.forwards(configuration, files);
        Optional<String> problem = hop.flatMap(ForwardHopCheck::problemWith);
        problem.ifPresent(why -> problems.accept("forward-hop " + address(hop) + " cannot be used: " + why
                + "; mail that is forwarded waits until it can"));
        return new ForwardHopCheck(hop, problem);
    }

    private static Optional<String> problemWith(HopSettings settings) {
        try (NextHop server = new NextHop(settings)) {
            return server.problem();
        }
    }

    private static String address(Optional<HopSettings> hop) {
        return hop.map(settings -> settings.address().toString()).orElse("");
    }

    /** The report with a line about forwards; without one when there are none and none are wanted. */
    DirectoryReport describedIn(DirectoryReport report) {
        if (hop.isPresent()) {
            String security = hop.get().tls().map(tls -> " over TLS").orElse(" without TLS");
            String login = hop.get().login().isPresent() ? ", with a login" : "";
            return report.withAbout("forwards go to " + address(hop) + security + login + ", "
                    + (problem.isEmpty() ? "which takes mail" : "which cannot be used"));
        }
        long forwards = report.counts().getOrDefault(DocumentStatus.FORWARD, 0L);
        return forwards == 0
                ? report
                : report.withAbout("forwarding is off (forward-hop in sealmx.properties), so mail for "
                        + DocumentStatus.FORWARD.counted(forwards) + " is refused");
    }
}
