/** The commands that change and list the directory. */
@NullMarked
package org.sealmx.tools.directory;

import org.jspecify.annotations.NullMarked;
