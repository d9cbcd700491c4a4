/** Accounts to try SealMX out with, and what opens their mail. Nothing of the server uses it. */
@NullMarked
package org.sealmx.tools.demo;

import org.jspecify.annotations.NullMarked;
