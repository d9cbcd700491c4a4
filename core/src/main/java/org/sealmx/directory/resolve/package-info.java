/** The walk from an address to accounts: aliases, delimiters and dead ends. */
@NullMarked
package org.sealmx.directory.resolve;

import org.jspecify.annotations.NullMarked;
