/** The page, as people use it: in a browser, with keyboard and screen reader. */
@NullMarked
package org.sealmx.it.page;

import org.jspecify.annotations.NullMarked;
