/** The two protocols in which Postfix looks keys up: how requests are taken out of octets, and replies written. */
@NullMarked
package org.sealmx.server.lookup.protocol;

import org.jspecify.annotations.NullMarked;
