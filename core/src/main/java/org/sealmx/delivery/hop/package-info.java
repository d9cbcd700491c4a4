/** What comes of handing a message to a next server, as the result of a store. */
@NullMarked
package org.sealmx.delivery.hop;

import org.jspecify.annotations.NullMarked;
