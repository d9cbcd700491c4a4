package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sealmx.smtp.EmailAddress;

/** The certificates of one account, evaluated when they are needed. */
@Immutable
@FunctionalInterface
public interface CertificateSource {

    /**
     * What the account's mail can be encrypted to at an instant. Total: any fault of the certificates is returned as a
     * value, and nothing is thrown.
     */
    CertificateEvaluation evaluate(Instant at);

    /**
     * The next instant, after the given one, from which the evaluation may be another. Between two such instants it is
     * always the same.
     *
     * @return empty when it never changes again
     */
    default Optional<Instant> nextChange(Instant after) {
        return Optional.empty();
    }

    /**
     * Whether one of several certificates names addresses, none of which is the account's. Always false for a single
     * certificate: many people have one with another address.
     *
     * @param owns whether an address is one of the account's
     */
    default boolean namesOthers(Predicate<EmailAddress> owns) {
        return false;
    }

    /**
     * The same certificates for an account whose addresses are known: when some of them name only other people, at
     * least one of the rest must be usable. Takes as little memory as possible.
     *
     * @param owns whether an address is one of the account's; not kept
     */
    default CertificateSource ownedBy(Predicate<EmailAddress> owns) {
        return this;
    }

    /** What the operator should correct in the key material, one sentence each, without addresses; usually empty. */
    default List<String> remarks() {
        return List.of();
    }

    /** Roughly how many octets of memory this takes, for callers that keep many and bound them. */
    default long footprint() {
        return 1024;
    }
}
