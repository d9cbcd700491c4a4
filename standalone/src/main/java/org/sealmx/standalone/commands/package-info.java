/** The commands of {@code run.sh} and their options. */
@NullMarked
package org.sealmx.standalone.commands;

import org.jspecify.annotations.NullMarked;
