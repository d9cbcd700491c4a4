package org.sealmx.server.page.session;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;

/**
 * Somebody who has signed in.
 *
 * @param account who
 * @param guard what the page sends along with each change, so that no other page can make one
 * @param ends when the session ends at the latest
 */
@Immutable
public record Session(Account account, String guard, Instant ends) {

    /** Reveals no secret. */
    @Override
    public String toString() {
        return "Session[" + account + "]";
    }
}
