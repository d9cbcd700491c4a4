/** Changes of the directory: which certificate is taken for an address, and the port through which it is written. */
@NullMarked
package org.sealmx.directory.edit;

import org.jspecify.annotations.NullMarked;
