package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.sealmx.http.Json;
import org.sealmx.http.RequestBody;

/**
 * A document and its attachment as {@code multipart/related} (RFC 2387): the attachment's octets follow the JSON as
 * they are, a quarter less than in base64.
 */
final class MultipartBody implements RequestBody {

    private final String boundary = UUID.randomUUID().toString();
    private final byte[] head;
    private final Attachment attachment;
    private final byte[] end;

    /** @param document with {@code _id}, and with {@code _rev} when the revision is given */
    MultipartBody(ObjectNode document, Attachment attachment) {
        ObjectNode whole = document.deepCopy();
        ObjectNode file = whole.putObject("_attachments").putObject(attachment.name());
        file.put("content_type", attachment.contentType());
        file.put("revpos", 1);
        file.put("follows", true);
        file.put("length", attachment.size());
        String json = new String(Json.bytes(whole), StandardCharsets.UTF_8);
        this.head = ("--" + boundary + "\r\nContent-Type: " + JSON + "\r\n\r\n" + json + "\r\n--" + boundary
                        + "\r\nContent-Type: " + attachment.contentType() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        this.end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        this.attachment = attachment;
    }

    @Override
    public String contentType() {
        return "multipart/related;boundary=\"" + boundary + "\"";
    }

    /** No: CouchDB 3.5 lets the question (RFC 9110 section 10.1.1) wait until the body comes. */
    @Override
    public boolean canBeAskedAbout() {
        return false;
    }

    @Override
    public long length() {
        return head.length + attachment.size() + end.length;
    }

    @Override
    public InputStream open() {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(head), attachment.content().get(), new ByteArrayInputStream(end))));
    }
}
