/** S/MIME messages (RFC 8551): CMS EnvelopedData and AuthEnvelopedData (RFC 5652, RFC 5083). */
@NullMarked
package org.sealmx.smime.message;

import org.jspecify.annotations.NullMarked;
