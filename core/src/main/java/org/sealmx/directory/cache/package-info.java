/**
 * The directory in memory: evaluated look-ups, bounded by bytes, kept up to date by a feed of changes and kept through
 * an outage.
 */
@NullMarked
package org.sealmx.directory.cache;

import org.jspecify.annotations.NullMarked;
