package org.sealmx.options;

import java.util.Optional;

/**
 * Two words that an option accepts, and what each means. Upper case counts.
 *
 * @param word the first, which is the default unless the option has another
 * @param value what it means
 * @param otherWord the second
 * @param otherValue what that means
 */
public record Choice<T>(String word, T value, String otherWord, T otherValue) {

    /** {@code true} or {@code false}. */
    static final Choice<Boolean> FLAG = new Choice<>("true", true, "false", false);

    /** What a word means; empty when it is neither. */
    public Optional<T> find(String given) {
        if (given.equals(word)) {
            return Optional.of(value);
        }
        return given.equals(otherWord) ? Optional.of(otherValue) : Optional.empty();
    }

    /** Both words, for an error. */
    String words() {
        return word + " or " + otherWord;
    }
}
