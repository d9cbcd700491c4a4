package org.sealmx.server.config;

import org.sealmx.options.Options;

/** A value that must be a {@code file:} URL. Pure functions. */
final class FileUrl {

    private FileUrl() {}

    /**
     * Checks a value. The error does not repeat it, since it may be a secret that belongs in the file.
     *
     * @return the value
     */
    static String require(Options<StartUpException> properties, String key, String url) {
        if (!url.startsWith("file://")) {
            throw properties.wrong(key, "must be a URL such as file://conf/name or file:///absolute/path");
        }
        return url;
    }
}
