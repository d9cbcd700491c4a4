/** Thin James mailets over directory, sealing and delivery. */
@NullMarked
package org.sealmx.mailets;

import org.jspecify.annotations.NullMarked;
