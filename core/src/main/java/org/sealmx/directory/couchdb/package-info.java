/** The directory in CouchDB: LEAP's identity documents, looked up by views and followed by the changes feed. */
@NullMarked
package org.sealmx.directory.couchdb;

import org.jspecify.annotations.NullMarked;
