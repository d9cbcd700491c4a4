/**
 * S/MIME (RFC 8551): X.509 certificates as a directory hands them out, their evaluation, and encryption as CMS AuthEnvelopedData.
 */
@NullMarked
package org.sealmx.smime;

import org.jspecify.annotations.NullMarked;
