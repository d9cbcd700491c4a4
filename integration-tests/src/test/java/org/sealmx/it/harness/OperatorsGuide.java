package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The samples in {@code docs/OPERATING.md}, which operators copy. */
public final class OperatorsGuide {

    private static final String LMTP = "127.0.0.1:10024";
    private static final String IMAP = "127.0.0.1:143";
    private static final String IMAPS = "0.0.0.0:993";

    private OperatorsGuide() {}

    /**
     * The only sample in a language that contains a text.
     *
     * @throws AssertionError when there is none, or more than one
     */
    public static String block(String language, String holding) throws IOException {
        return CodeBlocks.inMarkdown(ServerPaths.root().resolve("docs/OPERATING.md"), language, holding);
    }

    /** The sample of {@code extensions.properties}. */
    public static String extensions() throws IOException {
        return block("properties", "guice.extension.module");
    }

    /** The sample of the directory, with Alice's certificate in place of its dots. */
    public static String directory() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode documents = mapper.readTree(block("json", "\"Identity\""));
        ((ObjectNode) documents.get(0).get("keys"))
                .put("pgp", Accounts.shared().alice().certificate());
        return mapper.writeValueAsString(documents);
    }

    /** The sample of {@code imapserver.xml} with these ports, on loopback. */
    public static String imapServers(String port, String tlsPort) throws IOException {
        String sample = block("xml", "<imapservers>");
        if (!sample.contains(IMAP) || !sample.contains(IMAPS)) {
            throw new AssertionError("no " + IMAP + " and " + IMAPS + " in " + sample);
        }
        return sample.replace(IMAP, "127.0.0.1:" + port).replace(IMAPS, "127.0.0.1:" + tlsPort);
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
