package org.sealmx.tools.check;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sealmx.server.config.StartUpException;

/**
 * What the check is asked for. Immutable.
 *
 * @param createViews   whether views that are missing in CouchDB are made
 * @param expiresWithin certificates that expire within this time are listed
 * @param postfix       whether the Postfix of this machine is looked at, too
 * @param json          whether the report is JSON
 */
record CheckOptions(boolean createViews, Optional<Duration> expiresWithin, boolean postfix, boolean json) {

    /** In words. */
    static final String USAGE = "[--create-views] [--expires-within DAYSd] [--postfix] [--json]";

    private static final String EXPIRES_WITHIN = "--expires-within";
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");

    /**
     * Reads the words of a command line.
     *
     * @throws StartUpException when one is unknown, repeated, or lacks its value
     */
    static CheckOptions parse(List<String> arguments) {
        boolean createViews = false;
        boolean postfix = false;
        boolean json = false;
        Optional<Duration> expiresWithin = Optional.empty();
        Deque<String> words = new ArrayDeque<>(arguments);
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.equals("--create-views") && !createViews) {
                createViews = true;
            } else if (word.equals("--postfix") && !postfix) {
                postfix = true;
            } else if (word.equals("--json") && !json) {
                json = true;
            } else if (word.equals(EXPIRES_WITHIN) && expiresWithin.isEmpty()) {
                expiresWithin = Optional.of(days(words.isEmpty() ? "" : words.removeFirst()));
            } else {
                throw new StartUpException("usage: [--conf DIR] " + USAGE);
            }
        }
        return new CheckOptions(createViews, expiresWithin, postfix, json);
    }

    private static Duration days(String text) {
        var days = DAYS.matcher(text);
        if (!days.matches()) {
            throw new StartUpException(EXPIRES_WITHIN + " must be a number of days from 1d to 9999d, such as 30d");
        }
        return Duration.ofDays(Long.parseLong(days.group(1)));
    }
}
