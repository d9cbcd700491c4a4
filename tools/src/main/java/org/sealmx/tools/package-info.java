/** Programs for operators, beside any James and in a jar of their own. No part of the server. */
@NullMarked
package org.sealmx.tools;

import org.jspecify.annotations.NullMarked;
