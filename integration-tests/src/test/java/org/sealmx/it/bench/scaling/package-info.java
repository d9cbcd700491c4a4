/**
 * Many nodes: what a bad network to CouchDB, a node more, a node less and a large directory do to mail; and the
 * arithmetic of how many nodes are needed.
 */
@NullMarked
package org.sealmx.it.bench.scaling;

import org.jspecify.annotations.NullMarked;
