package org.sealmx.delivery.lmtp;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.Sha256;
import org.sealmx.octets.Streams;

/** A message with header fields in front of it. */
final class FieldsBefore implements MessageSource {

    @SuppressWarnings("Immutable") // never changed
    private final byte[] fields;

    private final MessageSource message;

    /** @param fields printable ASCII, each with its CR LF */
    FieldsBefore(String fields, MessageSource message) {
        this.fields = fields.getBytes(StandardCharsets.US_ASCII);
        this.message = message;
    }

    @Override
    public InputStream open() {
        return Streams.joined(new ByteArrayInputStream(fields), message.open());
    }

    @Override
    public long size() {
        return fields.length + message.size();
    }

    @Override
    public byte[] sha256() {
        return Sha256.of(open());
    }
}
