/** Tests of the product's promises from outside: with a real Postfix, a real James in its own process, gpg and sq. */
@NullMarked
package org.sealmx.it;

import org.jspecify.annotations.NullMarked;
