/** The command {@code explain}: what becomes of mail for an address, and why. */
@NullMarked
package org.sealmx.tools.explain;

import org.jspecify.annotations.NullMarked;
