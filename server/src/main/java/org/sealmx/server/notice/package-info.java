/** Starts and stops what writes notices to the owners of accounts. */
@NullMarked
package org.sealmx.server.notice;

import org.jspecify.annotations.NullMarked;
