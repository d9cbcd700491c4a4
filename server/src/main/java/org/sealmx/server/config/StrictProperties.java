package org.sealmx.server.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.Configuration;

/** A properties file in which every key must be known and every value valid. Not thread-safe. */
final class StrictProperties {

    private final String file;
    private final Configuration values;
    private final Set<String> known = new TreeSet<>();

    StrictProperties(String file, Configuration values) {
        this.file = file;
        this.values = values;
    }

    /** A list of at least one value. */
    List<String> requiredList(String key) {
        List<String> list = list(key);
        if (list.isEmpty()) {
            throw new StartUpException(file + ": '" + key + "' is missing");
        }
        return list;
    }

    /** A list, empty when the key is absent. */
    List<String> list(String key) {
        known.add(key);
        List<String> list =
                Arrays.stream(values.getStringArray(key)).map(String::trim).toList();
        // the configuration library gives no value at all for "key ="
        if (list.stream().anyMatch(String::isEmpty) || (list.isEmpty() && values.containsKey(key))) {
            throw new StartUpException(file + ": '" + key + "' has an empty value");
        }
        return list;
    }

    /** A single value, empty when the key is absent. */
    Optional<String> text(String key) {
        List<String> list = list(key);
        if (list.size() > 1) {
            throw new StartUpException(
                    file + ": '" + key + "' is given more than once or has a comma; it accepts one value");
        }
        return list.stream().findFirst();
    }

    /** A whole number within bounds. */
    long number(String key, long orElse, long min, long max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return orElse;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw bad(key, text.get(), "a whole number from " + min + " to " + max);
        }
        throw bad(key, text.get(), "a whole number from " + min + " to " + max);
    }

    /** {@code true} or {@code false}. */
    boolean flag(String key, boolean orElse) {
        return choice(key, Map.of("true", true, "false", false), orElse);
    }

    /** One of some words. */
    <T> T choice(String key, Map<String, T> choices, T orElse) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return orElse;
        }
        T value = choices.get(text.get().toLowerCase(Locale.ROOT));
        if (value == null) {
            throw bad(key, text.get(), new TreeSet<>(choices.keySet()).stream().collect(Collectors.joining(" or ")));
        }
        return value;
    }

    /**
     * A value that must be a {@code file:} URL. The error does not repeat the value, which may be a secret that belongs
     * in the file.
     */
    String fileUrl(String key, String url) {
        if (!url.startsWith("file://")) {
            throw new StartUpException(
                    file + ": '" + key + "' must be a URL such as file://conf/name or file:///absolute/path");
        }
        return url;
    }

    StartUpException bad(String key, String value, String accepted) {
        return new StartUpException(file + ": '" + key + "' accepts " + accepted + ", not '" + value + "'");
    }

    /** Refuses keys that nobody has read. Called last, when all keys have been read. */
    void rejectUnknown() {
        List<String> unknown = new ArrayList<>();
        for (Iterator<String> keys = values.getKeys(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                unknown.add("'" + key + "'");
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartUpException(
                    file + ": unknown " + String.join(", ", unknown) + "; it accepts " + String.join(", ", known));
        }
    }
}
