/** What people see of sealed mail: the mail programs that Debian has, each run once over all messages. */
@NullMarked
package org.sealmx.it.clients;

import org.jspecify.annotations.NullMarked;
