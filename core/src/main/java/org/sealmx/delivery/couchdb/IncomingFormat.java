package org.sealmx.delivery.couchdb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sealmx.couchdb.Attachment;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;

/** The form of a document with a message. */
public enum IncomingFormat {
    /** SealMX' own: a PGP/MIME or S/MIME message beside what is known of it. */
    SEALMX(SealingFormat.MIME) {
        @Override
        ObjectNode document(DeliveryId id, SealedMessage sealed, Instant received) {
            ObjectNode document = revision(id);
            document.put("incoming", true);
            document.put("received", received.truncatedTo(ChronoUnit.SECONDS).toString());
            document.put("size", sealed.size());
            sealed.certificateFingerprints().forEach(document.putArray("certificates")::add);
            return document;
        }

        @Override
        Attachment attachment(SealedMessage sealed) {
            return new Attachment("message.eml", "message/rfc822", sealed.size(), sealed::open);
        }
    },
    /** leap_mx': a document of U1DB, as Soledad kept them in CouchDB, whose content is {@link LeapContent}. */
    LEAP(SealingFormat.LEAP) {
        @Override
        ObjectNode document(DeliveryId id, SealedMessage sealed, Instant received) {
            ObjectNode document = revision(id);
            // A vector clock with one replica, which is this delivery.
            document.put("u1db_rev", id.hex().substring(0, REVISION_DIGITS) + ":1");
            // The part of the transaction log that is this document's, for the view that Soledad before 0.9 reads it
            // from.
            document.putArray("u1db_transactions")
                    .addArray()
                    .add(received.toEpochMilli())
                    .add("T-" + id.hex().substring(0, REVISION_DIGITS));
            return document;
        }

        @Override
        Attachment attachment(SealedMessage sealed) {
            return new Attachment(
                    "u1db_content",
                    "application/octet-stream",
                    LeapContent.length(sealed),
                    () -> LeapContent.open(sealed));
        }
    };

    /** CouchDB's revisions have 128 bits. */
    private static final int REVISION_DIGITS = 32;

    private final SealingFormat sealing;

    IncomingFormat(SealingFormat sealing) {
        this.sealing = sealing;
    }

    /** What messages must be sealed as. */
    SealingFormat sealing() {
        return sealing;
    }

    /** The document without the attachment, with an id and a revision that depend on the delivery only. */
    abstract ObjectNode document(DeliveryId id, SealedMessage sealed, Instant received);

    /** The attachment that has the message. */
    abstract Attachment attachment(SealedMessage sealed);

    private static ObjectNode revision(DeliveryId id) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("_id", id.hex());
        document.put("_rev", "1-" + id.hex().substring(0, REVISION_DIGITS));
        return document;
    }
}
