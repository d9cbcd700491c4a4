/**
 * What the log says while something outside does not work.
 */
@NullMarked
package org.sealmx.outage;

import org.jspecify.annotations.NullMarked;
