package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The sample in {@code james-conf/postfix} for a Postfix that asks SealMX about recipients, which operators copy. */
public final class PostfixSample {

    private static final String SOCKETMAP = "127.0.0.1:10023";

    private PostfixSample() {}

    /** The folder of the sample. */
    public static Path folder() {
        return ServerPaths.root().resolve("james-conf/postfix");
    }

    /** The settings of {@code main.cf}, one a line, without comments. */
    public static String mainCf() throws IOException {
        return Files.readAllLines(folder().resolve("main.cf")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** {@link #mainCf()} for SealMX on these ports. */
    public static String mainCf(int socketmapPort, int lmtpPort) throws IOException {
        return OperatorsGuide.withLmtp(mainCf(), "127.0.0.1:" + lmtpPort)
                .replace(SOCKETMAP, "127.0.0.1:" + socketmapPort);
    }

    /** {@code master.cf}. */
    public static String masterCf() throws IOException {
        return Files.readString(folder().resolve("master.cf"));
    }

    /**
     * {@link #masterCf()} with its service for submission, which is a comment in it.
     *
     * @param chainFiles the server's key and certificate
     */
    public static String masterCfWithSubmission(int submissionPort, int socketmapPort, String chainFiles)
            throws IOException {
        String master = masterCf()
                .replaceFirst("(?m)^#submission inet", "127.0.0.1:" + submissionPort + " inet")
                .replaceAll("(?m)^#  -o ", "  -o ")
                .replaceFirst("smtpd_tls_chain_files=\\S+", "smtpd_tls_chain_files=" + chainFiles)
                .replace(SOCKETMAP, "127.0.0.1:" + socketmapPort);
        if (!master.contains("\n127.0.0.1:" + submissionPort + " ") || !master.contains(chainFiles)) {
            throw new AssertionError("no service for submission in " + master);
        }
        return master;
    }
}
