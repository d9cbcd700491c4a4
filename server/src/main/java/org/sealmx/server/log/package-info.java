/** The log of outcomes: one line for each recipient, which names nobody unless that is wanted. */
@NullMarked
package org.sealmx.server.log;

import org.jspecify.annotations.NullMarked;
