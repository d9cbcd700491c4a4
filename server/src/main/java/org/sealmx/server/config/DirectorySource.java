package org.sealmx.server.config;

/** Where the directory is. */
public sealed interface DirectorySource {

    /**
     * In a JSON file.
     *
     * @param url a {@code file:} URL
     */
    record JsonFile(String url) implements DirectorySource {}

    /** In CouchDB. */
    record CouchDb() implements DirectorySource {}
}
