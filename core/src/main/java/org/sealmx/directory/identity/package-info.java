/** Identities: the documents of a directory, independent of the backend. */
@NullMarked
package org.sealmx.directory.identity;

import org.jspecify.annotations.NullMarked;
