/**
 * OpenPGP certificates as people have them (RFC 9580): reading, verifying, and what they can be used for at an instant.
 */
@NullMarked
package org.sealmx.openpgp.certificate;

import org.jspecify.annotations.NullMarked;
