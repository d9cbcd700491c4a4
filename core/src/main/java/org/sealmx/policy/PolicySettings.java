package org.sealmx.policy;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * The policy's settings, which operators can change.
 *
 * @param noCertificate the response for a recipient without a usable certificate
 * @param overQuota the response for a recipient whose account is over its quota
 * @param probeSenders the senders that only probe whether an address exists: addresses, or local parts, which match at
 *     any domain
 */
@Immutable
public record PolicySettings(Response noCertificate, Response overQuota, List<String> probeSenders) {

    /** The response to a condition that may pass. */
    public enum Response {
        /** A reply of class 4: the mail waits in the queue of the sending side. */
        DEFER,
        /** A reply of class 5: the sending side bounces the mail. */
        REJECT
    }

    /** @throws IllegalArgumentException when a probe sender is neither a local part nor an address */
    public PolicySettings {
        probeSenders = probeSenders.stream().map(PolicySettings::canonical).toList();
    }

    /** Defers in both cases; probes come from {@code double-bounce}, as Postfix' do. */
    public static PolicySettings defaults() {
        return new PolicySettings(Response.DEFER, Response.DEFER, List.of("double-bounce"));
    }

    /** Whether the sender only probes whether an address exists, so that the real sender is unknown. */
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
            throw new IllegalArgumentException(
                    "probeSenders must be a list of local parts and addresses: " + e.getMessage(), e);
        }
    }
}
