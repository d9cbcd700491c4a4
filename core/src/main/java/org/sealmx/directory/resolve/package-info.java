/** From an address to accounts: aliases, delimiters and dead ends (the walk through the identities). */
@NullMarked
package org.sealmx.directory.resolve;

import org.jspecify.annotations.NullMarked;
