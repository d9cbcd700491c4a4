/**
 * Measurements with real servers, each with a main method; {@code bench.sh} runs them. No test depends on their
 * results.
 */
@NullMarked
package org.sealmx.it.bench;

import org.jspecify.annotations.NullMarked;
