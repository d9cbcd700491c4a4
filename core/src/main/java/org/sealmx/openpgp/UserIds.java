package org.sealmx.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verified signatures on the user IDs of a certificate, which can be very many: what is asked of them at an instant is found without
 * looking at all of them. Immutable.
 */
final class UserIds {

    private static final Comparator<Certification> BEST_FIRST = Comparator.<Certification, Boolean>comparing(
                    one -> one.signature.primaryUser())
            .thenComparing(one -> one.signature.created())
            .reversed();

    /** One certification among all signatures on its user ID. */
    private record Certification(SelfSignatures user, SelfSignature signature) {

        boolean countsAt(Instant at) {
            return signature.holdsAt(at)
                    && user.bindingAt(at).filter(signature::equals).isPresent();
        }
    }

    private final List<SelfSignatures> all;
    private final List<Certification> certifications;

    /** @param all the signatures on each user ID, in the order of the certificate */
    UserIds(List<SelfSignatures> all) {
        this.all = List.copyOf(all);
        List<Certification> sorted = new ArrayList<>();
        for (SelfSignatures user : all) {
            user.bindings().forEach(signature -> sorted.add(new Certification(user, signature)));
        }
        // Of several that are equally good the last one counts.
        Collections.reverse(sorted);
        sorted.sort(BEST_FIRST);
        this.certifications = List.copyOf(sorted);
    }

    /** The signatures on each user ID. */
    List<SelfSignatures> all() {
        return all;
    }

    /**
     * The certification of the primary user ID at an instant. A user ID that is revoked counts only when all are: then the key has lost its
     * name and nothing else.
     */
    Optional<SelfSignature> certificationAt(Instant at) {
        return certifications.stream()
                .filter(one -> one.countsAt(at) && !one.user.userIdRevokedAt(at))
                .findFirst()
                .or(() ->
                        certifications.stream().filter(one -> one.countsAt(at)).findFirst())
                .map(Certification::signature);
    }

    /** Whether nothing is certified, and nothing revoked. */
    boolean isEmpty() {
        return all.stream().allMatch(SelfSignatures::isEmpty);
    }
}
