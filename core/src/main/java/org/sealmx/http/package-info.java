/**
 * HTTP to servers that are several nodes or one: failover, deadlines, credentials that can be replaced, TLS, bodies in
 * both directions. With bounded time, connections and memory.
 */
@NullMarked
package org.sealmx.http;

import org.jspecify.annotations.NullMarked;
