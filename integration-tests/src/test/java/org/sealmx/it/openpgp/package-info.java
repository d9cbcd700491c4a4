/**
 * OpenPGP between the product's core and the programs that people use: messages that they open, certificates that they
 * made.
 */
@NullMarked
package org.sealmx.it.openpgp;

import org.jspecify.annotations.NullMarked;
