package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;

/** Where the directory is. */
@Immutable
public sealed interface DirectorySource {

    /**
     * In a JSON file.
     *
     * @param url a {@code file:} URL
     */
    @Immutable
    record JsonFile(String url) implements DirectorySource {}

    /** In CouchDB. */
    @Immutable
    record CouchDb() implements DirectorySource {}
}
