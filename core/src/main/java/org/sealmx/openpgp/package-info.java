/**
 * Certificates, their evaluation, and encryption (RFC 9580).
 */
@NullMarked
package org.sealmx.openpgp;

import org.jspecify.annotations.NullMarked;
