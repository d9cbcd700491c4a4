package org.sealmx.standalone.james;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Mail that a configuration of the operator's takes elsewhere than into the mailboxes of this program. */
public final class Elsewhere {

    private static final String PROPERTIES = "sealmx.properties";

    private Elsewhere() {}

    /**
     * Where mail goes, for the operator; empty if into the mailboxes here.
     *
     * @param conf the configuration, which James accepts
     */
    public static Optional<String> of(Path conf) throws IOException {
        Path file = conf.resolve(PROPERTIES);
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        String store = properties.getProperty("store", "mailbox").strip();
        String where =
                switch (store) {
                    case "couchdb" -> "in CouchDB";
                    case "soledad" -> "in Soledad";
                    case "lmtp" -> "at " + properties.getProperty("next-hop", "a next hop") + " (LMTP)";
                    default -> "";
                };
        return where.isEmpty()
                ? Optional.empty()
                : Optional.of(where + ", as store=" + store + " in " + file + " says");
    }
}
