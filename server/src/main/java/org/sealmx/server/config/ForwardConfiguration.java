package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.delivery.forward.ForwardSender;

/**
 * The keys of {@code sealmx.properties} about mail for other domains.
 *
 * @param hop the server that mail is forwarded through; empty when mail is not forwarded
 * @param sender what the envelope sender of a forward becomes
 * @param loops what ends loops
 */
@Immutable
public record ForwardConfiguration(Optional<HopConfiguration> hop, ForwardSender sender, ForwardLoops loops) {

    /** Mail for other domains is refused. */
    public static final ForwardConfiguration OFF = new ForwardConfiguration(
            Optional.empty(), ForwardSender.parse("keep"), new ForwardLoops(ForwardLoops.DEFAULT_MAX_RECEIVED));
}
