/**
 * HTTP to servers of one or several nodes: failover, deadlines, replaceable credentials, TLS, and streamed bodies in
 * both directions. Time, connections and memory are bounded.
 */
@NullMarked
package org.sealmx.http;

import org.jspecify.annotations.NullMarked;
