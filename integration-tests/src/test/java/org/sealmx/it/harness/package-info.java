/**
 * Servers, clients and OpenPGP programs that the tests drive. Knows the product only by its ports, files and options.
 */
@NullMarked
package org.sealmx.it.harness;

import org.jspecify.annotations.NullMarked;
