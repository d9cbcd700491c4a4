/** The commands of LMTP and their syntax. Each that begins or adds something asks its steps first. */
@NullMarked
package org.sealmx.server.lmtp.command;

import org.jspecify.annotations.NullMarked;
