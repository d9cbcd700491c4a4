package org.sealmx.server.guice;

import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.NextHop;
import org.sealmx.server.config.HopConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;

/** The server that mail is handed to, made of its keys in {@code sealmx.properties}. */
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
        return new NextHop(new HopSettingsReader(files, System.getenv())
                .read("next-hop", hop, HopProtocol.LMTP, configuration.domains().first()));
    }
}
