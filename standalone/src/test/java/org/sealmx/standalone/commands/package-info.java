@NullMarked
package org.sealmx.standalone.commands;

import org.jspecify.annotations.NullMarked;
