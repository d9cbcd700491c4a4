/** The port for stores: where a sealed message goes, and the possible results. */
@NullMarked
package org.sealmx.delivery.store;

import org.jspecify.annotations.NullMarked;
