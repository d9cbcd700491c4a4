package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verified signatures of a certificate on one of its components.
 *
 * @param all bindings and revocations in any order
 */
@Immutable
record SelfSignatures(List<SelfSignature> all) {

    /** Copies the list. */
    SelfSignatures {
        all = List.copyOf(all);
    }

    /** The newest binding in effect at an instant, which takes precedence (RFC 9580 section 5.2.3.10). */
    Optional<SelfSignature> bindingAt(Instant at) {
        // A loop, since this is called for very many user IDs at very many instants.
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

    /** The key flags of the binding in effect, or of the newest binding when none is; empty when it has none. */
    Optional<Integer> keyFlagsAt(Instant at) {
        return bindingAt(at)
                .or(() -> bindings().max(Comparator.comparing(SelfSignature::created)))
                .flatMap(SelfSignature::keyFlags);
    }

    /**
     * Whether a key is revoked at an instant. The revocation of a key is final: creating a new key is easier to
     * understand.
     */
    boolean revokedAt(Instant at) {
        return revocations().anyMatch(s -> s.holdsAt(at));
    }

    /**
     * Whether a user ID is revoked at an instant. Unlike a key, it can be certified again later.
     *
     * @param certified when the certification in effect was created
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

    /** The latest expiry of a binding up to an instant; empty when none has expired. */
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
