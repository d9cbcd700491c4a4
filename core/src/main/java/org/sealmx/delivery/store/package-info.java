/** The port for stores: what takes a sealed message, and what can come of it. */
@NullMarked
package org.sealmx.delivery.store;

import org.jspecify.annotations.NullMarked;
