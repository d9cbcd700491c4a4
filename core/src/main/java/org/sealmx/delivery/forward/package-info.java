/** Forwards: sealed messages on their way to another domain, and what ends their loops. */
@NullMarked
package org.sealmx.delivery.forward;

import org.jspecify.annotations.NullMarked;
