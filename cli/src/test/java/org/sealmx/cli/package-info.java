@NullMarked
package org.sealmx.cli;

import org.jspecify.annotations.NullMarked;
