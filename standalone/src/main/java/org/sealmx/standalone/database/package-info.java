/** The database that mail is kept in: opened, checked, and closed in order. Knows nothing of James' tables. */
@NullMarked
package org.sealmx.standalone.database;

import org.jspecify.annotations.NullMarked;
