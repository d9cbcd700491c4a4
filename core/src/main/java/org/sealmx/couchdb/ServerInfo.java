package org.sealmx.couchdb;

/**
 * What a server says about itself.
 *
 * @param version the version, for example {@code 3.5.0}
 * @param uuid the UUID of the server; empty when it does not say
 */
public record ServerInfo(String version, String uuid) {}
