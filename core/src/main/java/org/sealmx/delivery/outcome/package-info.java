/** What became of each recipient of a message, for those that log or count it. */
@NullMarked
package org.sealmx.delivery.outcome;

import org.jspecify.annotations.NullMarked;
