package org.sealmx.openpgp.certificate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verified signatures of a certificate on one of its components. Immutable.
 *
 * @param all bindings and revocations in any order
 */
record SelfSignatures(List<SelfSignature> all) {

    /** Takes a copy. */
    SelfSignatures {
        all = List.copyOf(all);
    }

    /** The newest binding that holds at an instant: the one that counts (RFC 9580 section 5.2.3.10). */
    Optional<SelfSignature> bindingAt(Instant at) {
        // Asked for each of very many user IDs at very many instants.
        int newest = -1;
        for (int i = 0; i < all.size(); i++) {
            SelfSignature signature = all.get(i);
            if (signature.kind() == SelfSignature.Kind.BINDING
                    && (newest < 0
                            || signature.created().isAfter(all.get(newest).created()))
                    && signature.holdsAt(at)) {
                newest = i;
            }
        }
        return newest < 0 ? Optional.empty() : Optional.of(all.get(newest));
    }

    /**
     * What the key is for: by the binding that holds, or by the newest when none does; empty when that says nothing.
     */
    Optional<Integer> keyFlagsAt(Instant at) {
        return bindingAt(at)
                .or(() -> bindings().max(Comparator.comparing(SelfSignature::created)))
                .flatMap(SelfSignature::keyFlags);
    }

    /**
     * Whether a key is revoked at an instant. A revoked key is never taken back: that a new one is made is easier to
     * understand.
     */
    boolean revokedAt(Instant at) {
        return revocations().anyMatch(s -> s.holdsAt(at));
    }

    /**
     * Whether a user ID is revoked at an instant: unlike a key it can be certified again later.
     *
     * @param certified when the certification that holds was made
     */
    boolean userIdRevokedAt(Instant at, Instant certified) {
        for (SelfSignature signature : all) {
            if (signature.kind() == SelfSignature.Kind.REVOCATION
                    && !at.isBefore(signature.created())
                    && !signature.created().isBefore(certified)) {
                return true;
            }
        }
        return false;
    }

    /** When the last of the bindings ended, if all that ever held have ended by an instant. */
    Optional<Instant> endedBefore(Instant at) {
        return bindings()
                .map(SelfSignature::expires)
                .filter(e -> !e.isAfter(at))
                .max(Comparator.naturalOrder());
    }

    /** Whether there is no signature. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The bindings in any order. */
    Stream<SelfSignature> bindings() {
        return all.stream().filter(s -> s.kind() == SelfSignature.Kind.BINDING);
    }

    private Stream<SelfSignature> revocations() {
        return all.stream().filter(s -> s.kind() == SelfSignature.Kind.REVOCATION);
    }
}
