package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Optional;
import org.sealmx.smtp.Reply;

/**
 * What last became of mail for one address or account, as far as this program has seen it.
 *
 * @param subject whose mail, in words: the address, or the account
 * @param stored when mail was last stored, or handed to the next server
 * @param waited when mail last had to wait: a reply of class 4
 * @param refused when mail was last refused for good: a reply of class 5
 */
@Immutable
public record LastMail(String subject, Optional<Event> stored, Optional<Event> waited, Optional<Event> refused) {

    /**
     * A reply that was given.
     *
     * @param at when
     * @param reply the reply
     * @param afterData whether it was given after DATA, rather than to RCPT
     */
    @Immutable
    public record Event(Instant at, Reply reply, boolean afterData) {}

    /** Whether nothing has been seen. */
    public boolean isEmpty() {
        return stored.isEmpty() && waited.isEmpty() && refused.isEmpty();
    }
}
