/** The directory in CouchDB: LEAP's identity documents, looked up via views and followed via the changes feed. */
@NullMarked
package org.sealmx.directory.couchdb;

import org.jspecify.annotations.NullMarked;
