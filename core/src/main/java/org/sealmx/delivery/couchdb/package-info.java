/**
 * Delivery into CouchDB: one database for each account, one document for each message.
 */
@NullMarked
package org.sealmx.delivery.couchdb;

import org.jspecify.annotations.NullMarked;
