/** What the product promises, tried from outside: real Postfix, real James in a process of its own, gpg and sq. */
@NullMarked
package org.sealmx.it;

import org.jspecify.annotations.NullMarked;
