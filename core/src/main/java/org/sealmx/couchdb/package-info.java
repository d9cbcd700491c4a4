/** The part of CouchDB that the directory and the store need: its operations, its answers, its changes. */
@NullMarked
package org.sealmx.couchdb;

import org.jspecify.annotations.NullMarked;
