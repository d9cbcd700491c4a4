/** The directory in one JSON file: the default, which needs no server. */
@NullMarked
package org.sealmx.directory.file;

import org.jspecify.annotations.NullMarked;
