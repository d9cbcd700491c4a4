/** The journal of deliveries in CouchDB, for several nodes that deliver to one store. */
@NullMarked
package org.sealmx.delivery.journal.couchdb;

import org.jspecify.annotations.NullMarked;
