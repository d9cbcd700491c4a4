/**
 * X.509 certificates as a directory hands them out: reading them, and what they can be used for at an instant (RFC
 * 5280, RFC 8551).
 */
@NullMarked
package org.sealmx.smime.certificate;

import org.jspecify.annotations.NullMarked;
