/** What connections of every protocol need. */
@NullMarked
package org.sealmx.net;

import org.jspecify.annotations.NullMarked;
