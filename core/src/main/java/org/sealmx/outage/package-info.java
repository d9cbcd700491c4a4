/** Logs what must not flood the log: outages of other systems, and messages that are due once for each subject. */
@NullMarked
package org.sealmx.outage;

import org.jspecify.annotations.NullMarked;
