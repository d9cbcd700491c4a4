/** SealMX in webadmin's {@code /healthcheck}. */
@NullMarked
package org.sealmx.server.health;

import org.jspecify.annotations.NullMarked;
