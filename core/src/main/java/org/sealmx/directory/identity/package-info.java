/** Identities: the documents of a directory, whatever the backend. */
@NullMarked
package org.sealmx.directory.identity;

import org.jspecify.annotations.NullMarked;
