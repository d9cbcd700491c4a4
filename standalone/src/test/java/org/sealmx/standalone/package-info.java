@NullMarked
package org.sealmx.standalone;

import org.jspecify.annotations.NullMarked;
