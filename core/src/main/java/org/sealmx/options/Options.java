package org.sealmx.options;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads options strictly: each must be known, and each value valid. Values are trimmed. Errors are those of
 * {@link OptionWords}, one line each. Not thread-safe.
 *
 * @param <X> the exception that all methods throw when an option is wrong
 */
public final class Options<X extends Exception> {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    private final OptionWords words;
    private final OptionSource source;
    private final Function<String, X> error;
    private final Set<String> read = new TreeSet<>();

    /**
     * @param words name the place in errors
     * @param source the options that are given
     * @param error makes the exception for an error of one line
     */
    public Options(OptionWords words, OptionSource source, Function<String, X> error) {
        this.words = words;
        this.source = source;
        this.error = error;
    }

    /** A list of at least one value. */
    public List<String> requiredList(String name) throws X {
        List<String> list = list(name);
        if (list.isEmpty()) {
            throw error.apply(words.missing(name));
        }
        return list;
    }

    /** A list, empty when the option is not given. None of its values is empty. */
    public List<String> list(String name) throws X {
        List<String> list = values(name);
        if (list.contains("")) {
            throw error.apply(words.empty(name));
        }
        return list;
    }

    /** One value, empty when the option is not given. */
    public Optional<String> text(String name) throws X {
        list(name);
        return content(name);
    }

    /**
     * One value that may be an empty text, since the option has its content elsewhere, such as in the attributes of an
     * element.
     */
    public Optional<String> content(String name) throws X {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw error.apply(words.repeated(name));
        }
        return values.stream().findFirst();
    }

    private List<String> values(String name) {
        read.add(name);
        return source.values(name).stream().map(String::trim).toList();
    }

    /**
     * A whole number of decimal digits.
     *
     * @param orElse the number when the option is not given
     * @param min at least this, 0 or more
     * @param max at most this, less than 10^18
     */
    public long number(String name, long orElse, long min, long max) throws X {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return orElse;
        }
        if (WHOLE_NUMBER.matcher(text.get()).matches()) {
            long value = Long.parseLong(text.get());
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw bad(name, text.get(), "a whole number from " + min + " to " + max);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean orElse) throws X {
        return choice(name, Choice.FLAG, orElse);
    }

    /** One of two words; the first when the option is not given. */
    public <T> T choice(String name, Choice<T> choice) throws X {
        return choice(name, choice, choice.value());
    }

    /** One of two words. */
    public <T> T choice(String name, Choice<T> choice, T orElse) throws X {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return orElse;
        }
        Optional<T> value = choice.find(text.get());
        if (value.isEmpty()) {
            throw bad(name, text.get(), choice.words());
        }
        return value.get();
    }

    /** Refuses options that nobody has read. Called last, when all have been read. */
    public void rejectUnread() throws X {
        rejectOthersThan(read);
    }

    /** Refuses options that are not among these. */
    public void rejectOthersThan(Collection<String> accepted) throws X {
        List<String> unknown =
                source.names().stream().filter(name -> !accepted.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw error.apply(words.unknown(unknown, accepted));
        }
    }

    /** The exception for a value that is not accepted; it repeats the value. */
    public X bad(String name, String value, String accepted) {
        return error.apply(words.bad(name, value, accepted));
    }

    /** The exception for any other problem with an option. */
    public X wrong(String name, String problem) {
        return error.apply(words.problem(name, problem));
    }
}
