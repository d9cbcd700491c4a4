package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.sealmx.http.Json;
import org.sealmx.http.RequestBody;

/** A document with one attachment, generated while it is sent. */
final class AttachmentBody implements RequestBody {

    /**
     * The end of the document's JSON after the attachment's data: closes the file, the attachments and the document.
     */
    private static final String END = "\"}}}";

    /** The end of the JSON of {@code _bulk_docs}: closes the list and the body as well. */
    private static final String END_OF_BULK = END + "]}";

    private final byte[] head;
    private final Attachment attachment;
    private final String end;

    private AttachmentBody(JsonNode body, Attachment attachment, String end) {
        String json = new String(Json.bytes(body), StandardCharsets.UTF_8);
        this.head = json.substring(0, json.length() - end.length()).getBytes(StandardCharsets.UTF_8);
        this.attachment = attachment;
        this.end = end;
    }

    /** The body of {@code _bulk_docs} for a document whose first revision is given in {@code _rev}. */
    static AttachmentBody ofRevision(ObjectNode document, Attachment attachment) {
        ObjectNode body = Json.object().put("new_edits", false);
        body.putArray("docs").add(whole(document, attachment, OptionalInt.of(1)));
        return new AttachmentBody(body, attachment, END_OF_BULK);
    }

    /** The document alone; CouchDB chooses its revision. */
    static AttachmentBody of(ObjectNode document, Attachment attachment) {
        ObjectNode whole = whole(document, attachment, OptionalInt.empty());
        whole.remove("_rev");
        return new AttachmentBody(whole, attachment, END);
    }

    /**
     * Puts the attachment last in the document, and the data last in the attachment, so that everything after the data
     * is known.
     */
    private static ObjectNode whole(ObjectNode document, Attachment attachment, OptionalInt revision) {
        ObjectNode whole = document.deepCopy();
        whole.remove("_attachments");
        ObjectNode file = whole.putObject("_attachments").putObject(attachment.name());
        file.put("content_type", attachment.contentType());
        revision.ifPresent(number -> file.put("revpos", number));
        file.put("data", "");
        return whole;
    }

    @Override
    public long length() {
        return head.length + Base64InputStream.lengthOf(attachment.size()) + end.length();
    }

    @Override
    public InputStream open() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head),
                new Base64InputStream(attachment.content().get()),
                new ByteArrayInputStream(end.getBytes(StandardCharsets.US_ASCII)))));
    }
}
