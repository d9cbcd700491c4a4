package org.sealmx.couchdb;

/**
 * What a server says about a database.
 *
 * @param documents how many there are, design documents included
 * @param instanceStartTime differs when the database was deleted and made again, where the server says it; else empty
 * @param purges differs when documents were purged, which no feed of changes tells of: how many purges there have been,
 *     where the server says it; else empty
 */
public record DatabaseInfo(long documents, String instanceStartTime, String purges) {}
