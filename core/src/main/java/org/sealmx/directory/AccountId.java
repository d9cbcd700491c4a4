package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;

/**
 * The owner of mail: the {@code user_id} of identity documents.
 *
 * @param value not blank
 */
@Immutable
public record AccountId(String value) {

    /** @throws IllegalArgumentException when the value is blank */
    public AccountId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an account id must not be blank");
        }
    }

    /** The value for a log, always in one printable line. */
    @Override
    public String toString() {
        return Printable.line(value);
    }
}
