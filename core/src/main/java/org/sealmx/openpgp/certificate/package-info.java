/**
 * OpenPGP certificates (RFC 9580) as people have them: reading and verifying them, and evaluating whether they can be
 * used at an instant.
 */
@NullMarked
package org.sealmx.openpgp.certificate;

import org.jspecify.annotations.NullMarked;
