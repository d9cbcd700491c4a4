/**
 * What sealing knows about certificates of any kind: whether they can be used at an instant, and for which encryption.
 */
@NullMarked
package org.sealmx.certificate;

import org.jspecify.annotations.NullMarked;
