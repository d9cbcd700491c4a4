/** What every server of ours that listens on a port shares: how many connections it takes, and why it cannot listen. */
@NullMarked
package org.sealmx.server.listen;

import org.jspecify.annotations.NullMarked;
