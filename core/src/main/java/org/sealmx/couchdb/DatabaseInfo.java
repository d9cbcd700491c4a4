package org.sealmx.couchdb;

import com.google.errorprone.annotations.Immutable;

/**
 * What a server says about a database.
 *
 * @param documents the number of documents, design documents included
 * @param instanceStartTime changes when the database is deleted and created again; empty when the server does not say
 *     it
 * @param purges the number of purges so far, which no changes feed reports; empty when the server does not say it
 */
@Immutable
public record DatabaseInfo(long documents, String instanceStartTime, String purges) {}
