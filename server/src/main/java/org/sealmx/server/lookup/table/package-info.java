/**
 * What Postfix can ask, and what it is answered: tables of keys and values, whatever the protocol. They decide nothing
 * themselves.
 */
@NullMarked
package org.sealmx.server.lookup.table;

import org.jspecify.annotations.NullMarked;
