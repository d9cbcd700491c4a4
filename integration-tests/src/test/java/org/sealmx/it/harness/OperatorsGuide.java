package org.sealmx.it.harness;

import java.io.IOException;

/** The samples in {@code docs/OPERATING.md}, which operators copy. */
public final class OperatorsGuide {

    private static final String LMTP = "127.0.0.1:10024";

    private OperatorsGuide() {}

    /**
     * The only sample in a language that contains a text.
     *
     * @throws AssertionError when there is none, or more than one
     */
    public static String block(String language, String holding) throws IOException {
        return CodeBlocks.inMarkdown(ServerPaths.root().resolve("docs/OPERATING.md"), language, holding);
    }

    /** A sample with another address of the LMTP server; the sample must contain such an address. */
    public static String withLmtp(String sample, String place) {
        if (!sample.contains(LMTP)) {
            throw new AssertionError("no " + LMTP + " in " + sample);
        }
        return sample.replace(LMTP, place);
    }

    /** The sample of {@code main.cf}, for an LMTP server on this port and for clients that Postfix does not trust. */
    public static String mainCf(int lmtpPort) throws IOException {
        return withLmtp(block("", "relay_transport"), "127.0.0.1:" + lmtpPort) + "mynetworks = 127.0.0.2\n";
    }
}
