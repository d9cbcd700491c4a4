/** What it costs to take mail by LMTP: SealMX and what would be used instead, measured from outside in one run. */
@NullMarked
package org.sealmx.it.bench.lmtp;

import org.jspecify.annotations.NullMarked;
