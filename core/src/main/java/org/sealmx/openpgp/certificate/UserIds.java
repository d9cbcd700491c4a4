package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verified signatures on the user IDs of a certificate. There can be very many, so each query for an instant reads
 * each signature once.
 */
@Immutable
final class UserIds {

    private static final Comparator<SelfSignature> BETTER =
            Comparator.comparing(SelfSignature::primaryUser).thenComparing(SelfSignature::created);

    private final List<SelfSignatures> all;

    /** @param all the signatures on each user ID, in the order of the certificate */
    UserIds(List<SelfSignatures> all) {
        this.all = List.copyOf(all);
    }

    /** The signatures on each user ID. */
    List<SelfSignatures> all() {
        return all;
    }

    /**
     * The certification of the primary user ID at an instant. Revoked user IDs count only when all are revoked: the key
     * has then lost its name and nothing else.
     */
    Optional<SelfSignature> certificationAt(Instant at) {
        Optional<SelfSignature> best = Optional.empty();
        Optional<SelfSignature> bestOfRevoked = Optional.empty();
        for (SelfSignatures user : all) {
            Optional<SelfSignature> certification = user.bindingAt(at);
            if (certification.isEmpty()) {
                continue;
            }
            if (user.userIdRevokedAt(at, certification.get().created())) {
                bestOfRevoked = better(bestOfRevoked, certification);
            } else {
                best = better(best, certification);
            }
        }
        return best.isPresent() ? best : bestOfRevoked;
    }

    /** The better of two certifications; of two equally good ones, the later. */
    private static Optional<SelfSignature> better(Optional<SelfSignature> before, Optional<SelfSignature> next) {
        return before.isPresent() && BETTER.compare(before.get(), next.orElseThrow()) > 0 ? before : next;
    }

    /** The number of signatures on all user IDs. */
    long signatures() {
        return all.stream().mapToLong(user -> user.all().size()).sum();
    }

    /** Whether there is no certification and no revocation. */
    boolean isEmpty() {
        return all.stream().allMatch(SelfSignatures::isEmpty);
    }
}
