/** The check of a directory before it goes live, document by document, independent of the backend. */
@NullMarked
package org.sealmx.directory.check;

import org.jspecify.annotations.NullMarked;
