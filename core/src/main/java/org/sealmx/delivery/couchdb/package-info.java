/**
 * Delivery into CouchDB, with one database for each account and one document for each message, and into Soledad, which
 * keeps its documents in CouchDB.
 */
@NullMarked
package org.sealmx.delivery.couchdb;

import org.jspecify.annotations.NullMarked;
