package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A database of identity documents for one test, and the databases of its accounts. Closing this deletes all of them.
 */
public final class CouchDirectory implements AutoCloseable {

    private final CouchDbServer server;
    private final CouchDbAdmin admin;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final DirectoryFile documents = new DirectoryFile("u" + mark + "-");

    /** Creates an empty database. */
    public CouchDirectory(CouchDbServer server) throws IOException {
        this.server = server;
        this.admin = server.admin();
        admin.createDatabase(database());
    }

    /** The server that holds it. */
    public CouchDbServer server() {
        return server;
    }

    /** The database of the identity documents. */
    public String database() {
        return "identities-" + mark;
    }

    /**
     * The documents as a file. {@link #publishAll()} and {@link #publish(String)} copy what was added to it into the
     * database.
     */
    public DirectoryFile documents() {
        return documents;
    }

    /** Stores all documents for the first time. */
    public void publishAll() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        documents.documents().forEach(all::add);
        admin.putAll(database(), all);
    }

    /** Stores the new and changed documents of an address. */
    public void publish(String address) throws IOException {
        for (JsonNode document : documents.documents()) {
            if (document.path("address").asText().equals(address)) {
                admin.put(database(), (ObjectNode) document);
            }
        }
    }

    /** Deletes the stored documents that determine where mail for an address goes. */
    public void withdraw(String address) throws IOException {
        for (JsonNode document : admin.documents(database())) {
            if (document.path("address").asText().equals(address)) {
                admin.delete(database(), document);
            }
        }
    }

    /** Creates the database of an account. */
    public void createMailDatabase(String address) throws IOException {
        admin.createDatabase(mailDatabase(address));
    }

    /** The name of an account's database for mail. */
    public String mailDatabase(String address) {
        return "user-" + documents.userId(address);
    }

    /** Whether the account has a database. */
    public boolean hasMailDatabase(String address) throws IOException {
        return admin.hasDatabase(mailDatabase(address));
    }

    /** The documents in the database of an account. */
    public List<JsonNode> mail(String address) throws IOException {
        return admin.documents(mailDatabase(address));
    }

    /** Deletes the documents in the database of an account, as its owner does after fetching them. */
    public void deleteMail(String address) throws IOException {
        for (JsonNode document : mail(address)) {
            admin.delete(mailDatabase(address), document);
        }
    }

    /** The messages in the database of an account, in no particular order. */
    public List<byte[]> messages(String address) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (JsonNode document : mail(address)) {
            messages.add(message(document));
        }
        return messages;
    }

    /** The stored message in a document. */
    public static byte[] message(JsonNode document) {
        String base64 =
                document.path("_attachments").path("message.eml").path("data").asText();
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public void close() throws IOException {
        for (JsonNode document : documents.documents()) {
            admin.deleteDatabase("user-" + document.path("user_id").asText());
        }
        admin.deleteDatabase(database());
    }
}
