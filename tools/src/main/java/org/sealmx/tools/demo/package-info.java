/** Accounts for trying out SealMX, and code that opens their mail. The server uses none of it. */
@NullMarked
package org.sealmx.tools.demo;

import org.jspecify.annotations.NullMarked;
