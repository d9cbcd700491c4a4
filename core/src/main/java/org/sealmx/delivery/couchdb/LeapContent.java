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
 * The JSON object in which leap_mx wrapped what it had encrypted, generated while it is read. It is an attachment,
 * since CouchDB does not accept top-level field names that begin with an underscore.
 */
final class LeapContent {

    private static final byte[] HEAD =
            "{\"incoming\": true, \"errdecr\": false, \"_enc_scheme\": \"pubkey\", \"_enc_json\": \""
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

    private LeapContent() {}

    /** Opens a stream over the JSON around an armor. For one thread; does not throw {@link IOException}. */
    static InputStream open(MessageSource armor) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(HEAD),
                JsonStringStream.ofUtf8(armor.open()),
                new ByteArrayInputStream(TAIL))));
    }

    /**
     * The length of that JSON in octets. Line ends are longer in JSON, so the length takes one reading of the armor.
     */
    static long length(MessageSource armor) {
        try (InputStream in = open(armor)) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sealed message", e);
        }
    }
}
