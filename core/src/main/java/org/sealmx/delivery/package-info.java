/** Deliveries, their runs, and their outcomes. */
@NullMarked
package org.sealmx.delivery;

import org.jspecify.annotations.NullMarked;
