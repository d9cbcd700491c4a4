@NullMarked
package org.sealmx.cli.lmtp;

import org.jspecify.annotations.NullMarked;
