package org.sealmx.directory;

/**
 * Who owns mail: the {@code user_id} of the identity documents. Immutable.
 *
 * @param value not blank
 */
public record AccountId(String value) {

    /** @throws IllegalArgumentException when the value is blank */
    public AccountId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an account id is not blank");
        }
    }

    /** The value for a log, in one line whatever is in it. */
    @Override
    public String toString() {
        return Printable.line(value);
    }
}
