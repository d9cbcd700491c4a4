/** Why mail for an address gets the reply that it gets, step by step, as the code that decides has reported it. */
@NullMarked
package org.sealmx.explain;

import org.jspecify.annotations.NullMarked;
