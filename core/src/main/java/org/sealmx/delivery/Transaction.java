package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.measure.Measurements;
import org.sealmx.octets.MessageSource;
import org.sealmx.sealing.SealingShare;
import org.sealmx.smtp.ReversePath;

/**
 * One message of one LMTP transaction, shared by all its recipients.
 *
 * @param id unguessable, without personal data
 * @param sender the envelope sender
 * @param message the octets as received, without any header field of ours
 * @param share the encryption that is shared by recipients of equal octets
 * @param received the body of our Received field (RFC 5321 section 4.4), unfolded, without the field name
 * @param results what the runs need once
 * @param measurements are told how long the stages of its runs take
 */
@ThreadSafe
public record Transaction(
        String id,
        ReversePath sender,
        MessageSource message,
        SealingShare share,
        String received,
        SharedResults results,
        Measurements measurements) {

    /** A transaction whose runs have no results yet. */
    public Transaction(
            String id,
            ReversePath sender,
            MessageSource message,
            SealingShare share,
            String received,
            Measurements measurements) {
        this(id, sender, message, share, received, new SharedResults(), measurements);
    }

    /** The same, of which nothing is measured. */
    public Transaction(String id, ReversePath sender, MessageSource message, SealingShare share, String received) {
        this(id, sender, message, share, received, Measurements.none());
    }
}
