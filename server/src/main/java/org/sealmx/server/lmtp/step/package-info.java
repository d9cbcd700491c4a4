/**
 * What operators can add to the LMTP server: steps, each of which can refuse at its command. The steps of SealMX itself
 * are such steps as well.
 */
@NullMarked
package org.sealmx.server.lmtp.step;

import org.jspecify.annotations.NullMarked;
