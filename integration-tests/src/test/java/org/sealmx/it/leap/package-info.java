/** A provider that comes from leap_mx: what leap_web, leap_mx and LEAP's platform leave it with. */
@NullMarked
package org.sealmx.it.leap;

import org.jspecify.annotations.NullMarked;
