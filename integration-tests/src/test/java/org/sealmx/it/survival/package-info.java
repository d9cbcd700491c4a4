/**
 * What becomes of mail when something breaks on its way: Postfix, SealMX and a store that keeps mail, with one fault at
 * a time, and every copy in the store counted. {@code faults.sh} runs it.
 */
@NullMarked
package org.sealmx.it.survival;

import org.jspecify.annotations.NullMarked;
