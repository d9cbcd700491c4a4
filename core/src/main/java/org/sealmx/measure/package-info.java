/** The port through which SealMX says what it does and how long that takes, so that somebody else can count it. */
@NullMarked
package org.sealmx.measure;

import org.jspecify.annotations.NullMarked;
