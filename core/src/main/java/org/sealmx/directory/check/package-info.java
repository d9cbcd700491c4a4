/** A directory is looked over before it goes live, document by document, whatever backend it is in. */
@NullMarked
package org.sealmx.directory.check;

import org.jspecify.annotations.NullMarked;
