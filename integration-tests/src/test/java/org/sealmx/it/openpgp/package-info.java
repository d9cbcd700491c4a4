/**
 * OpenPGP between the product's core and the programs that people use: they open the core's messages, and the core
 * reads their certificates.
 */
@NullMarked
package org.sealmx.it.openpgp;

import org.jspecify.annotations.NullMarked;
