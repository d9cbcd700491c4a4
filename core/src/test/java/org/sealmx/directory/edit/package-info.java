@NullMarked
package org.sealmx.directory.edit;

import org.jspecify.annotations.NullMarked;
