package org.sealmx.tools.check;

import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.hop.HopAddress;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.NextHop;
import org.sealmx.server.config.HopConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.guice.NextHops;

/** Checks that the server that mail is handed to can be reached, and greets. Hands nothing over. */
final class HopCheck {

    private HopCheck() {}

    /**
     * What is wrong.
     *
     * @param place where it listens, with the settings of {@code next-hop} if that is the place; empty for the one of
     *     {@code store=lmtp}, if that is the store
     * @return empty when nothing is wrong, or there is no such server
     * @throws StartUpException when its key store or login cannot be read
     */
    static Optional<String> problem(Optional<String> place, SealMxConfiguration configuration, FileSystem files) {
        Optional<HopConfiguration> hop = place.map(where -> at(HopAddress.parse(where), configuration))
                .or(() -> configuration.store().equals(Store.LMTP) ? configuration.nextHop() : Optional.empty());
        return hop.flatMap(server -> greet(server, configuration, files));
    }

    private static HopConfiguration at(HopAddress place, SealMxConfiguration configuration) {
        return configuration
                .nextHop()
                .filter(named -> named.address().equals(place))
                .orElseGet(() -> new HopConfiguration(
                        place, Optional.empty(), Optional.empty(), "none", HopTimeouts.defaults(), 1));
    }

    private static Optional<String> greet(HopConfiguration hop, SealMxConfiguration configuration, FileSystem files) {
        try (NextHop server = NextHops.open(hop, configuration, files)) {
            return server.problem()
                    .map(why -> "the next hop " + hop.address() + " does not work: " + why + "; its mail would wait");
        }
    }
}
