package org.sealmx.delivery.forward;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sealmx.delivery.Delivery;
import org.sealmx.mime.HeaderField;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.OctetText;
import org.sealmx.policy.Decision;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * Ends loops of forwards, as Postfix' local delivery does: a forward gets a Delivered-To field with the address that it
 * was sent to, and a message that comes back to this address has been there. All destinations of the recipient are
 * refused then, since those that are here have had their copies the first time. A loop in which somebody removes that
 * field ends when the message has passed too many servers.
 *
 * @param maxReceived the most Received fields that a message may have arrived with, at least 1
 */
@Immutable
public record ForwardLoops(int maxReceived) {

    /** What is allowed unless configured otherwise; the same as Postfix' {@code hopcount_limit}. */
    public static final int DEFAULT_MAX_RECEIVED = 50;

    /** @throws IllegalArgumentException when the limit is less than 1 */
    public ForwardLoops {
        if (maxReceived < 1) {
            throw new IllegalArgumentException("maxReceived must be at least 1");
        }
    }

    /**
     * Why a recipient gets nothing of a message.
     *
     * @return empty when no destination is a forward, or the message has not been here
     */
    public Optional<Refusal> problemWith(Delivery delivery, Verdict.Accept verdict) {
        boolean forwards = verdict.decisions().stream()
                .anyMatch(decision -> decision instanceof Decision.Sealable
                        && decision.route().remote());
        return forwards ? problemWith(delivery) : Optional.empty();
    }

    private Optional<Refusal> problemWith(Delivery delivery) {
        List<HeaderField> fields =
                SplitMessage.of(delivery.transaction().message()).fields();
        if (fields.stream().anyMatch(field -> names(field, delivery.recipient()))) {
            return refusal(Replies.FORWARD_LOOP);
        }
        long received = fields.stream().filter(field -> field.is("received")).count();
        return received > maxReceived ? refusal(Replies.TOO_MANY_HOPS) : Optional.empty();
    }

    private static Optional<Refusal> refusal(Reply reply) {
        return Optional.of(new Refusal(RefusalCause.FORWARD_LOOP, reply));
    }

    private static boolean names(HeaderField field, EmailAddress recipient) {
        if (!field.is("delivered-to")) {
            return false;
        }
        String value = new String(OctetText.octets(field.value()), StandardCharsets.UTF_8).strip();
        try {
            return EmailAddress.parse(value).equals(recipient);
        } catch (AddressSyntaxException e) {
            return false;
        }
    }
}
