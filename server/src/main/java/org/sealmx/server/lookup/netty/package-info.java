/** The connections of look-ups as Netty sees them: octets in, answers made on other threads, one reply after the other. */
@NullMarked
package org.sealmx.server.lookup.netty;

import org.jspecify.annotations.NullMarked;
