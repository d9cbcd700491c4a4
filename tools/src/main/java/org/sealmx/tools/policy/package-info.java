/** The policy of a configured server, without a server. */
@NullMarked
package org.sealmx.tools.policy;

import org.jspecify.annotations.NullMarked;
