package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/** The body of {@code _bulk_docs} for one document of a given revision with one attachment, put together while it is sent. */
final class AttachmentBody implements RequestBody {

    /** What ends the JSON after the attachment's data: the file, the attachments, the document, the list and the body. */
    private static final String END = "\"}}}]}";

    private final byte[] head;
    private final Attachment attachment;

    /** @param document with {@code _id} and {@code _rev}, without attachments */
    AttachmentBody(ObjectNode document, Attachment attachment) {
        ObjectNode whole = document.deepCopy();
        // Last in the document, and the data last in it, so that all that follows the data is known.
        whole.remove("_attachments");
        whole.putObject("_attachments")
                .putObject(attachment.name())
                .put("content_type", attachment.contentType())
                .put("data", "");
        ObjectNode body = Json.object().put("new_edits", false);
        body.putArray("docs").add(whole);
        String json = new String(Json.bytes(body), StandardCharsets.UTF_8);
        this.head = json.substring(0, json.length() - END.length()).getBytes(StandardCharsets.UTF_8);
        this.attachment = attachment;
    }

    @Override
    public AsyncEntityProducer producer() {
        return new StreamedEntity(open(), length(), JSON.getMimeType());
    }

    @Override
    public long length() {
        return head.length + Base64InputStream.lengthOf(attachment.size()) + END.length();
    }

    private InputStream open() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head),
                new Base64InputStream(attachment.content().get()),
                new ByteArrayInputStream(END.getBytes(StandardCharsets.US_ASCII)))));
    }
}
