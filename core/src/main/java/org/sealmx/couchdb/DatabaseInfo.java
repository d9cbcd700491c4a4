package org.sealmx.couchdb;

/**
 * What a server says about a database.
 *
 * @param documents the number of documents, design documents included
 * @param instanceStartTime changes when the database is deleted and created again; empty when the server does not say
 *     it
 * @param purges the number of purges so far, which no changes feed reports; empty when the server does not say it
 */
public record DatabaseInfo(long documents, String instanceStartTime, String purges) {}
