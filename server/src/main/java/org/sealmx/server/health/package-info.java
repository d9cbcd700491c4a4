/** What webadmin's {@code /healthcheck} says of SealMX. */
@NullMarked
package org.sealmx.server.health;

import org.jspecify.annotations.NullMarked;
