/**
 * What a release is made of: the jar for James 3.9, the tarball, the Debian package, and a data folder of the release
 * before.
 */
@NullMarked
package org.sealmx.it.release;

import org.jspecify.annotations.NullMarked;
