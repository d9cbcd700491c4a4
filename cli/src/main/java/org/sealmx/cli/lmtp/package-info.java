/** A client for LMTP servers, for the command {@code send}, the demo and the tests. */
@NullMarked
package org.sealmx.cli.lmtp;

import org.jspecify.annotations.NullMarked;
