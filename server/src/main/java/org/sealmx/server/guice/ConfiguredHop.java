package org.sealmx.server.guice;

import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopSettings;
import org.sealmx.server.config.HopConfiguration;
import org.sealmx.server.config.SealMxConfiguration;

/** The servers that mail is handed to, as configured. Pure functions, except that they read key stores and logins. */
public final class ConfiguredHop {

    private ConfiguredHop() {}

    /**
     * The server that mail is forwarded through; empty when mail is not forwarded.
     *
     * @throws org.sealmx.server.config.StartUpException when its settings cannot be used
     */
    public static Optional<HopSettings> forwards(SealMxConfiguration configuration, FileSystem files) {
        return configuration
                .forward()
                .hop()
                .map(hop -> read("forward-hop", hop, HopProtocol.SMTP, configuration, files));
    }

    static HopSettings read(
            String key,
            HopConfiguration hop,
            HopProtocol protocol,
            SealMxConfiguration configuration,
            FileSystem files) {
        return new HopSettingsReader(files, System.getenv())
                .read(key, hop, protocol, configuration.domains().first());
    }
}
