package org.sealmx.smtp;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/**
 * The reverse-path of MAIL FROM: an address, or the null path of a notification (RFC 5321 sections 4.1.2 and 4.5.5).
 *
 * @param address empty for the null reverse-path
 */
@Immutable
public record ReversePath(Optional<EmailAddress> address) {

    private static final ReversePath NULL_PATH = new ReversePath(Optional.empty());

    /** The null reverse-path {@code <>}. */
    public static ReversePath nullPath() {
        return NULL_PATH;
    }

    /** The path with an address. */
    public static ReversePath of(EmailAddress address) {
        return new ReversePath(Optional.of(address));
    }

    /** The path in angle brackets, as it appears in a Return-Path field. */
    @Override
    public String toString() {
        return "<" + address.map(EmailAddress::toString).orElse("") + ">";
    }
}
