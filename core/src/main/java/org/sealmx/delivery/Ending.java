package org.sealmx.delivery;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.measure.Stage;
import org.sealmx.policy.Decision;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * How a delivery has ended.
 *
 * @param reply for the sending side
 * @param stage that determines the reply
 * @param cause why it is no success; empty when it is one, or when only the reply says why
 * @param accounts that the recipient leads to, each once
 * @param certificates the fingerprints of those that the message was sealed to, each once
 */
@Immutable
public record Ending(
        Reply reply,
        Stage stage,
        Optional<RefusalCause> cause,
        List<AccountId> accounts,
        List<String> certificates) {

    /** Takes copies. */
    public Ending {
        accounts = List.copyOf(accounts);
        certificates = List.copyOf(certificates);
    }

    /** @param decisive the destination that determines the reply; the delivery as a whole when it has no destination */
    static Ending of(Reply reply, Destination decisive, Delivery delivery, List<Run> runs) {
        Optional<RefusalCause> cause = decisive.outcome().cause();
        return new Ending(
                reply,
                decisive.run()
                        .map(run -> stage(run, reply))
                        .orElseGet(() -> stage(delivery, cause, !runs.isEmpty())),
                cause,
                runs.isEmpty() && delivery.verdict() instanceof Verdict.Refuse refused
                        ? refused.accounts()
                        : runs.stream().map(run -> run.route().account()).distinct().toList(),
                runs.stream()
                        .flatMap(run -> run.sealed().stream())
                        .flatMap(message -> message.certificateFingerprints().stream())
                        .distinct()
                        .toList());
    }

    private static Stage stage(Run run, Reply reply) {
        if (run.decision() instanceof Decision.Refused) {
            return Stage.POLICY;
        }
        if (run.sealed().isEmpty()) {
            return reply.equals(Replies.SEALING_FAILED) ? Stage.SEAL : Stage.CHAIN;
        }
        return run.route().remote() ? Stage.FORWARD : Stage.STORE;
    }

    private static Stage stage(Delivery delivery, Optional<RefusalCause> cause, boolean blockedDestination) {
        if (cause.equals(Optional.of(RefusalCause.DIRECTORY_UNAVAILABLE))) {
            return Stage.DIRECTORY;
        }
        if (cause.equals(Optional.of(RefusalCause.FORWARD_LOOP))) {
            return Stage.FORWARD;
        }
        return blockedDestination || (cause.isPresent() && delivery.refusal().isPresent())
                ? Stage.POLICY
                : Stage.CHAIN;
    }
}
