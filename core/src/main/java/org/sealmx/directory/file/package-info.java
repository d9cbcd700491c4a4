/** The directory in one JSON file, the embedded default. */
@NullMarked
package org.sealmx.directory.file;

import org.jspecify.annotations.NullMarked;
