/** The part of Soledad that the store needs: its API for incoming mail. */
@NullMarked
package org.sealmx.soledad;

import org.jspecify.annotations.NullMarked;
