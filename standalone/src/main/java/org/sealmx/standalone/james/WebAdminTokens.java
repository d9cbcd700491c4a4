package org.sealmx.standalone.james;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** Whether a configuration of the operator's has webadmin ask for tokens. */
public final class WebAdminTokens {

    private static final String PROPERTIES = "webadmin.properties";

    /** What James reads as true. */
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on");

    private WebAdminTokens() {}

    /**
     * Whether webadmin refuses requests without a token.
     *
     * @param conf the configuration, which James accepts
     */
    public static boolean required(Path conf) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(conf.resolve(PROPERTIES))) {
            properties.load(in);
        }
        return TRUE.contains(
                properties.getProperty("jwt.enabled", "false").strip().toLowerCase(Locale.ROOT));
    }
}
