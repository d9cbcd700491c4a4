/**
 * A test of sealing in the running process, with a key that is made for it. The only room of the extension that has to
 * do with a secret key: it makes one, keeps it in memory, and can be given no other.
 */
@NullMarked
package org.sealmx.server.selftest;

import org.jspecify.annotations.NullMarked;
