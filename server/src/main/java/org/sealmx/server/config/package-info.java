/** {@code sealmx.properties}, read strictly: anything unknown, repeated or malformed prevents the start. */
@NullMarked
package org.sealmx.server.config;

import org.jspecify.annotations.NullMarked;
