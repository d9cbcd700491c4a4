/**
 * Faulty mailets and stores. They are packed into an extension jar and run inside the server, never inside the tests.
 */
@NullMarked
package org.sealmx.it.faults;

import org.jspecify.annotations.NullMarked;
