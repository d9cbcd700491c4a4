/** Measurements with real servers, each with a main method; {@code bench.sh} runs them. No test waits for a figure. */
@NullMarked
package org.sealmx.it.bench;

import org.jspecify.annotations.NullMarked;
