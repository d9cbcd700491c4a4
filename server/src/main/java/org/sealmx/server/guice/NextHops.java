package org.sealmx.server.guice;

import java.util.Optional;
import org.sealmx.hop.HopSettings;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.NextHop;
import org.sealmx.server.config.HopConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;

/** The servers that mail is handed to, made of their keys in {@code sealmx.properties}. */
public final class NextHops {

    private NextHops() {}

    /**
     * The server of {@code store=lmtp}. Does not connect to it.
     *
     * @throws StartUpException when none is named, or its key store or login cannot be read
     */
    public static NextHop open(SealMxConfiguration configuration, FileSystem files) {
        return open(
                configuration
                        .nextHop()
                        .orElseThrow(() -> new StartUpException("sealmx.properties: no server is named in 'next-hop'")),
                configuration,
                files);
    }

    /**
     * Another server in its place.
     *
     * @throws StartUpException when its key store or login cannot be read
     */
    public static NextHop open(HopConfiguration hop, SealMxConfiguration configuration, FileSystem files) {
        return new NextHop(read("next-hop", hop, HopProtocol.LMTP, configuration, files));
    }

    /**
     * The server that mail is forwarded through; empty when mail is not forwarded.
     *
     * @throws StartUpException when its settings cannot be used
     */
    public static Optional<HopSettings> forwards(SealMxConfiguration configuration, FileSystem files) {
        return configuration
                .forward()
                .hop()
                .map(hop -> read("forward-hop", hop, HopProtocol.SMTP, configuration, files));
    }

    private static HopSettings read(
            String key,
            HopConfiguration hop,
            HopProtocol protocol,
            SealMxConfiguration configuration,
            FileSystem files) {
        return new HopSettingsReader(files, System.getenv())
                .read(key, hop, protocol, configuration.domains().first());
    }
}
