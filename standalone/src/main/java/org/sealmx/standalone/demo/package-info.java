/** The demo: one message from LMTP to a mailbox, and opened. */
@NullMarked
package org.sealmx.standalone.demo;

import org.jspecify.annotations.NullMarked;
