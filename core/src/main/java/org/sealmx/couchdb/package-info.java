/**
 * A small client of CouchDB over HTTP: what the directory and the store need of it, with bounded time, connections and memory. And of
 * Soledad, which speaks HTTP in the same way.
 */
@NullMarked
package org.sealmx.couchdb;

import org.jspecify.annotations.NullMarked;
