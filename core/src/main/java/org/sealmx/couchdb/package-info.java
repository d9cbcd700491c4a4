/** What the directory and the store need of CouchDB: its operations, its answers, its changes. */
@NullMarked
package org.sealmx.couchdb;

import org.jspecify.annotations.NullMarked;
