package org.sealmx.delivery.couchdb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import org.sealmx.couchdb.Attachment;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;

/** The format of a document that holds a message. */
public enum IncomingFormat {
    /** SealMX' own format: a PGP/MIME or S/MIME message, and fields with its metadata. */
    SEALMX(SealingFormat.MIME) {
        @Override
        ObjectNode document(SealedDelivery delivery, Instant received) {
            ObjectNode document = revision(delivery.id());
            document.put("incoming", true);
            document.put("received", received.truncatedTo(ChronoUnit.SECONDS).toString());
            document.put("size", delivery.message().size());
            delivery.message().certificateFingerprints().forEach(document.putArray("certificates")::add);
            Placement placement = delivery.placement();
            placement.folder().ifPresent(folder -> document.put("folder", folder));
            if (!placement.flags().isEmpty()) {
                new TreeSet<>(placement.flags()).forEach(document.putArray("flags")::add);
            }
            return document;
        }

        @Override
        Attachment attachment(SealedMessage sealed) {
            return new Attachment("message.eml", "message/rfc822", sealed.size(), sealed::open);
        }
    },
    /** The format of leap_mx: a U1DB document, as Soledad kept them in CouchDB, with {@link LeapContent}. */
    LEAP(SealingFormat.LEAP) {
        @Override
        ObjectNode document(SealedDelivery delivery, Instant received) {
            DeliveryId id = delivery.id();
            ObjectNode document = revision(id);
            // A vector clock with this delivery as its only replica.
            document.put("u1db_rev", id.hex().substring(0, REVISION_DIGITS) + ":1");
            // This document's part of the transaction log, for the view that Soledad before 0.9 reads.
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

    /** The format that messages must be sealed in. */
    public SealingFormat sealing() {
        return sealing;
    }

    /** The document without the attachment, with an id and a revision that depend only on the delivery. */
    abstract ObjectNode document(SealedDelivery delivery, Instant received);

    /** The attachment that holds the message. */
    abstract Attachment attachment(SealedMessage sealed);

    private static ObjectNode revision(DeliveryId id) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("_id", id.hex());
        document.put("_rev", "1-" + id.hex().substring(0, REVISION_DIGITS));
        return document;
    }
}
