/** Notices to the owners of accounts: before their last certificate ends, and when mail waits for one. */
@NullMarked
package org.sealmx.notice;

import org.jspecify.annotations.NullMarked;
