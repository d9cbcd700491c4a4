package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/**
 * Who may write to the address.
 *
 * @param patterns addresses and {@code *@domain}; empty when everybody may write
 * @param permitted whether the sender may write
 * @param words the same in words
 */
@Immutable
public record ExplainedSender(List<String> patterns, boolean permitted, String words) {

    /** Copies the list. */
    public ExplainedSender {
        patterns = List.copyOf(patterns);
    }
}
