package org.sealmx.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Runs {@code ./run.sh check --postfix}. */
public final class CheckPostfix {

    private CheckPostfix() {}

    /**
     * The report about a Postfix.
     *
     * @param lmtpPort where SealMX listens, or seems to
     * @param directory the directory file
     */
    public static String report(PostfixServer postfix, int lmtpPort, String directory)
            throws IOException, InterruptedException {
        String report = Command.run(
                        "env",
                        "MAIL_CONFIG=" + postfix.configuration(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsealmx.home=" + ServerPaths.dist(),
                        "-Dsealmx.lmtp.port=" + lmtpPort,
                        "-cp",
                        ServerPaths.dist() + "/lib/*",
                        "org.sealmx.standalone.Main",
                        "check",
                        "--postfix",
                        "--directory",
                        directory)
                .text();
        assertThat(report).contains("problems: ");
        return report;
    }
}
