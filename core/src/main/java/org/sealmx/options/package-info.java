/**
 * Options that an operator writes, in a properties file, an XML element or a mailet: read strictly, with one set of
 * error texts.
 */
@NullMarked
package org.sealmx.options;

import org.jspecify.annotations.NullMarked;
