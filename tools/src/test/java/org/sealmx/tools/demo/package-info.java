@NullMarked
package org.sealmx.tools.demo;

import org.jspecify.annotations.NullMarked;
