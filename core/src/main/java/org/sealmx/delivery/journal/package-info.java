/** The journal of deliveries, so that a retry stores nothing twice. */
@NullMarked
package org.sealmx.delivery.journal;

import org.jspecify.annotations.NullMarked;
