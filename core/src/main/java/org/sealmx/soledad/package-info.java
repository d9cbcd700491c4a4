/** What the store needs of Soledad: its API for incoming mail. */
@NullMarked
package org.sealmx.soledad;

import org.jspecify.annotations.NullMarked;
