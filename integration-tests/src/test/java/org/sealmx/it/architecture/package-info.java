/** The rules of {@code docs/ARCHITECTURE.md}, kept by tests. */
@NullMarked
package org.sealmx.it.architecture;

import org.jspecify.annotations.NullMarked;
