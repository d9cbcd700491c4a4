package org.sealmx.openpgp.certificate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The verified signatures on the user IDs of a certificate, which can be very many: what is asked of them at an instant
 * is found by looking at each of them once. Immutable.
 */
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
     * The certification of the primary user ID at an instant. A user ID that is revoked counts only when all are: then
     * the key has lost its name and nothing else.
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

    /** Of two that are equally good the later one counts. */
    private static Optional<SelfSignature> better(Optional<SelfSignature> before, Optional<SelfSignature> next) {
        return before.isPresent() && BETTER.compare(before.get(), next.orElseThrow()) > 0 ? before : next;
    }

    /** How many signatures there are on all user IDs. */
    long signatures() {
        return all.stream().mapToLong(user -> user.all().size()).sum();
    }

    /** Whether nothing is certified, and nothing revoked. */
    boolean isEmpty() {
        return all.stream().allMatch(SelfSignatures::isEmpty);
    }
}
