package org.sealmx.tools.check;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.server.config.StartUpException;

/**
 * A time of {@code main.cf}.
 *
 * @param text as written in Postfix' configuration, with its unit
 * @param value the duration
 */
@Immutable
record PostfixTime(String text, Duration value) {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([smhdwSMHDW]?)");

    /**
     * Reads a time.
     *
     * @param postfix the Postfix
     * @param name the parameter
     * @param defaultUnit the unit of a number without a unit, which is that of Postfix' default: one of {@code s m h d
     *     w}
     * @throws StartUpException when it is not a time
     */
    static PostfixTime of(PostfixSettings postfix, String name, String defaultUnit) {
        return of(name, postfix.value(name), defaultUnit);
    }

    /** The same for a given value. */
    static PostfixTime of(String name, String value, String defaultUnit) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new StartUpException("--postfix: " + name + " is not a time: " + value);
        }
        String unit = time.group(2).isEmpty() ? defaultUnit : time.group(2);
        return new PostfixTime(
                time.group(1) + unit, Duration.ofSeconds(seconds(unit)).multipliedBy(Long.parseLong(time.group(1))));
    }

    private static long seconds(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
