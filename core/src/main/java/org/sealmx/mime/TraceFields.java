package org.sealmx.mime;

import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * What final delivery writes above a sealed message, outside the ciphertext (RFC 5321 section 4.4).
 *
 * @param returnPath  for the Return-Path field
 * @param deliveredTo for the Delivered-To field
 * @param received    the body of our Received field, unfolded, without the name and without CRLF
 * @param deliveryId  which delivery this is, for {@code X-SealMX}; names nobody
 */
public record TraceFields(ReversePath returnPath, EmailAddress deliveredTo, String received, String deliveryId) {}
