/** What the log says rarely: that something outside does not work, and what is worth one line for each subject. */
@NullMarked
package org.sealmx.outage;

import org.jspecify.annotations.NullMarked;
