package org.sealmx.delivery;

import org.sealmx.octets.MessageSource;
import org.sealmx.sealing.SealingShare;
import org.sealmx.smtp.ReversePath;

/**
 * One message of one LMTP transaction, as all its recipients share it.
 *
 * @param id unguessable, names nobody
 * @param sender the envelope sender
 * @param message the bytes as received, before any field of ours
 * @param share the encryption that equal bytes have in common
 * @param received the body of our Received field (RFC 5321 section 4.4), unfolded, without its name
 */
public record Transaction(String id, ReversePath sender, MessageSource message, SealingShare share, String received) {}
