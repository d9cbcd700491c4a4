/** The built program, the working directory, and the tools in their jar. */
@NullMarked
package org.sealmx.standalone.folder;

import org.jspecify.annotations.NullMarked;
