package org.sealmx.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words that an option accepts, and what each means. Upper case counts. */
public final class Choice<T> {

    /** {@code true} or {@code false}. */
    static final Choice<Boolean> FLAG = new Choice<>("true", true, "false", false);

    private final T first;
    private final Map<String, T> meanings;

    private Choice(T first, Map<String, T> meanings) {
        this.first = first;
        this.meanings = meanings;
    }

    /**
     * A choice of two words.
     *
     * @param word the first, which is the default unless the option has another
     * @param value what it means
     * @param otherWord the second
     * @param otherValue what that means
     */
    public Choice(String word, T value, String otherWord, T otherValue) {
        this(value, new LinkedHashMap<>());
        meanings.put(word, value);
        meanings.put(otherWord, otherValue);
    }

    /** The same choice with one more word at the end. */
    public Choice<T> or(String word, T value) {
        Map<String, T> more = new LinkedHashMap<>(meanings);
        more.put(word, value);
        return new Choice<>(first, more);
    }

    /** What the first word means. */
    public T value() {
        return first;
    }

    /** What a word means; empty when it is none of them. */
    public Optional<T> find(String given) {
        return Optional.ofNullable(meanings.get(given));
    }

    /** All words, for an error. */
    String words() {
        List<String> words = new ArrayList<>(meanings.keySet());
        String last = words.remove(words.size() - 1);
        return String.join(", ", words) + " or " + last;
    }
}
