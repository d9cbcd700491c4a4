/** What SealMX does, in James' metrics. */
@NullMarked
package org.sealmx.server.metrics;

import org.jspecify.annotations.NullMarked;
