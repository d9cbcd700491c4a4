/** {@code sealmx.properties}, read strictly: what is unknown, repeated or malformed stops start-up. */
@NullMarked
package org.sealmx.server.config;

import org.jspecify.annotations.NullMarked;
