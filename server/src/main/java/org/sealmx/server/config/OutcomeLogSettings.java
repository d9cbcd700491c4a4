package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;

/**
 * How outcomes are logged.
 *
 * @param format of the lines
 * @param hashKey the {@code file:} URL of the key of the hashes that replace addresses, which is made when it is
 *     missing
 */
@Immutable
public record OutcomeLogSettings(Format format, String hashKey) {

    /** The default place of the key. */
    public static final String DEFAULT_KEY = "file://var/sealmx/log-hash.key";

    /** The format of a line. */
    public enum Format {
        /** Names and values, as in Postfix' log. */
        TEXT,
        /** One JSON object. */
        JSON
    }
}
