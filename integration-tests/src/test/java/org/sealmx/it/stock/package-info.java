/** James' own servers, with SealMX installed into them by what {@code docs/OPERATING.md} says, and nothing else. */
@NullMarked
package org.sealmx.it.stock;

import org.jspecify.annotations.NullMarked;
