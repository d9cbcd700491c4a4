package org.sealmx.certificate;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.sealmx.smtp.EmailAddress;

/**
 * The certificates of one account, evaluated when they are needed. Implementations are immutable and safe for use by
 * several threads.
 */
@FunctionalInterface
public interface CertificateSource {

    /**
     * What the account's mail can be encrypted to at an instant. Total: whatever is wrong with the certificates is a
     * value, and nothing is thrown.
     */
    CertificateEvaluation evaluate(Instant at);

    /**
     * Whether one of several certificates names addresses, and none of the account's. A single certificate is never
     * asked: many people have one with another address.
     *
     * @param owns whether an address is one of the account's
     */
    default boolean namesOthers(Predicate<EmailAddress> owns) {
        return false;
    }

    /**
     * The same certificates for an account whose addresses are known: those that name other people do not count by
     * themselves beside others that do not. Takes no more memory than it needs to.
     *
     * @param owns whether an address is one of the account's; not kept
     */
    default CertificateSource ownedBy(Predicate<EmailAddress> owns) {
        return this;
    }

    /** What the operator should put right in the key material, one sentence each, without addresses; usually none. */
    default List<String> remarks() {
        return List.of();
    }

    /** About how many octets of memory this takes, for who keeps many and bounds them. */
    default long footprint() {
        return 1024;
    }
}
