package org.sealmx.couchdb;

import com.google.errorprone.annotations.Immutable;

/**
 * What a server says about itself.
 *
 * @param version the version, for example {@code 3.5.0}
 * @param uuid the UUID of the server; empty when it does not say
 */
@Immutable
public record ServerInfo(String version, String uuid) {}
