/**
 * What sealing knows of certificates, whatever their kind: whether they can be used at an instant, and for which
 * encryption.
 */
@NullMarked
package org.sealmx.certificate;

import org.jspecify.annotations.NullMarked;
