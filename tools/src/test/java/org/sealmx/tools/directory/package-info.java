@NullMarked
package org.sealmx.tools.directory;

import org.jspecify.annotations.NullMarked;
