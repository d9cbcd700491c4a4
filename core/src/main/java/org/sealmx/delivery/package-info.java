/** One delivery and its outcome: who confirmed what. */
@NullMarked
package org.sealmx.delivery;

import org.jspecify.annotations.NullMarked;
