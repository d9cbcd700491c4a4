/**
 * The checks of the start, each of them a {@link org.sealmx.server.startup.StartUpCheck}: chain, format, store,
 * entrances, domains, postmasters, memory, temporary files. SealMX does not start on a configuration that could leak,
 * lose or forever defer mail.
 */
@NullMarked
package org.sealmx.server.startup;

import org.jspecify.annotations.NullMarked;
