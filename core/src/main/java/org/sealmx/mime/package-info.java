/**
 * PGP/MIME composition and inspection (RFC 3156), header protection (RFC 9788).
 */
@NullMarked
package org.sealmx.mime;

import org.jspecify.annotations.NullMarked;
