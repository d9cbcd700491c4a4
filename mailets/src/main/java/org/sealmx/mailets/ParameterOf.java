package org.sealmx.mailets;

import java.util.Optional;
import org.apache.mailet.MailetConfig;

/**
 * Reads a parameter of a mailet that has not been initialised yet, as {@link AttemptMailet#parameter} reads it. Pure
 * functions.
 */
final class ParameterOf {

    private ParameterOf() {}

    /** Whether a parameter has this value. */
    static boolean equal(MailetConfig config, String name, String value) {
        return Optional.ofNullable(config.getInitParameter(name))
                .filter(given -> given.trim().equals(value))
                .isPresent();
    }
}
