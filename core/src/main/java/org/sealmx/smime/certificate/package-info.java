/**
 * X.509 certificates (RFC 5280, RFC 8551) as a directory returns them: reading them, and evaluating whether they can be
 * used at an instant.
 */
@NullMarked
package org.sealmx.smime.certificate;

import org.jspecify.annotations.NullMarked;
