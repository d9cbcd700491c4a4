package org.sealmx.delivery.couchdb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.sealmx.octets.JsonStringStream;
import org.sealmx.octets.MessageSource;

/**
 * The JSON object that leap_mx put around what it had encrypted, made while it is read. It is the attachment of a
 * document, since CouchDB takes no names at the top of a document that begin with an underscore.
 */
final class LeapContent {

    private static final byte[] HEAD =
            "{\"incoming\": true, \"errdecr\": false, \"_enc_scheme\": \"pubkey\", \"_enc_json\": \""
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

    private LeapContent() {}

    /** A new stream over the JSON around an armor, for one thread; throws no I/O errors. */
    static InputStream open(MessageSource armor) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(HEAD),
                JsonStringStream.ofUtf8(armor.open()),
                new ByteArrayInputStream(TAIL))));
    }

    /** How many octets that are. Line ends are longer in JSON, so it is read once. */
    static long length(MessageSource armor) {
        try (InputStream in = open(armor)) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("reading what was sealed failed", e);
        }
    }
}
