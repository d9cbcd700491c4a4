/** Delivery to a next server by LMTP, such as Dovecot's. */
@NullMarked
package org.sealmx.delivery.lmtp;

import org.jspecify.annotations.NullMarked;
