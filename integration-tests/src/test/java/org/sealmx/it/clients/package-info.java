/** Tests of what people see of sealed mail: each mail program in Debian is run once over all messages. */
@NullMarked
package org.sealmx.it.clients;

import org.jspecify.annotations.NullMarked;
