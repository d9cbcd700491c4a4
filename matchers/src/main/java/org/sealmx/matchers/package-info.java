/** Thin James matchers over the recipient policy. */
@NullMarked
package org.sealmx.matchers;

import org.jspecify.annotations.NullMarked;
