/** What matchers, mailets and the LMTP server share of James: the mail of an attempt, and descriptions of faults. */
@NullMarked
package org.sealmx.james;

import org.jspecify.annotations.NullMarked;
