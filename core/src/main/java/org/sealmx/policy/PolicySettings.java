package org.sealmx.policy;

import java.util.List;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * What operators may decide differently. Immutable.
 *
 * @param noCertificate for a recipient without a usable certificate
 * @param overQuota for a recipient whose account is over its quota
 * @param probeSenders who probes whether an address exists: local parts, which are meant at any domain, or addresses
 */
public record PolicySettings(Response noCertificate, Response overQuota, List<String> probeSenders) {

    /** How a condition is answered that may pass. */
    public enum Response {
        /** With class 4: the mail waits in the queue of the sending side. */
        DEFER,
        /** With class 5: the sending side bounces it. */
        REJECT
    }

    /** @throws IllegalArgumentException when a probe sender is neither a local part nor an address */
    public PolicySettings {
        probeSenders = probeSenders.stream().map(PolicySettings::canonical).toList();
    }

    /** Defer in both cases; probes come from {@code double-bounce}, as Postfix' do. */
    public static PolicySettings defaults() {
        return new PolicySettings(Response.DEFER, Response.DEFER, List.of("double-bounce"));
    }

    /** Whether the sender only probes whether an address exists, and whoever asks in truth is not known. */
    boolean isProbe(ReversePath sender) {
        return sender.address()
                .filter(address -> probeSenders.contains(address.canonicalLocalPart())
                        || probeSenders.contains(address.canonical()))
                .isPresent();
    }

    private static String canonical(String probeSender) {
        try {
            return probeSender.indexOf('@') >= 0
                    ? EmailAddress.parse(probeSender).canonical()
                    : EmailAddress.parse(probeSender + "@localhost").canonicalLocalPart();
        } catch (AddressSyntaxException e) {
            throw new IllegalArgumentException("probeSenders holds local parts and addresses: " + e.getMessage(), e);
        }
    }
}
