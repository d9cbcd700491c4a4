/**
 * Delivery into CouchDB: one database for each account, one document for each message; and into Soledad, which keeps
 * its documents there.
 */
@NullMarked
package org.sealmx.delivery.couchdb;

import org.jspecify.annotations.NullMarked;
