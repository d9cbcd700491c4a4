package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The identity documents of a directory, which a test assembles. */
public final class DirectoryFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode documents = JSON.createArrayNode();
    private final String userIdPrefix;

    /** Begins without documents. User ids are local parts. */
    public DirectoryFile() {
        this("");
    }

    /** Begins without documents. User ids are local parts with this prefix. */
    public DirectoryFile(String userIdPrefix) {
        this.userIdPrefix = userIdPrefix;
    }

    /** An account with a certificate. */
    public DirectoryFile account(String address, String certificate) {
        identity(userId(address), address, address).putObject("keys").put("pgp", certificate);
        return this;
    }

    /** An account with only an X.509 certificate. */
    public DirectoryFile smimeAccount(String address, String certificate) {
        identity(userId(address), address, address).putObject("keys").put("smime", certificate);
        return this;
    }

    /** An account whose only certificate is an X.509 certificate that was revoked on a day. */
    public DirectoryFile revokedSmimeAccount(String address, String certificate, String day) {
        identity(userId(address), address, address)
                .putObject("keys")
                .putObject("smime")
                .put("type", "smime")
                .put("value", certificate)
                .put("revoked", day);
        return this;
    }

    /** An account with certificates of both kinds. */
    public DirectoryFile account(String address, String certificate, String smime) {
        identity(userId(address), address, address)
                .putObject("keys")
                .put("pgp", certificate)
                .put("smime", smime);
        return this;
    }

    /** An account without a certificate. */
    public DirectoryFile accountWithoutCertificate(String address) {
        identity(userId(address), address, address);
        return this;
    }

    /** A disabled account. */
    public DirectoryFile disabled(String address, String certificate) {
        ObjectNode document = identity(userId(address), address, address);
        document.put("enabled", false).putObject("keys").put("pgp", certificate);
        return this;
    }

    /** An account over quota. */
    public DirectoryFile overQuota(String address, String certificate) {
        ObjectNode document = identity(userId(address), address, address);
        document.put("quota_exceeded", true).putObject("keys").put("pgp", certificate);
        return this;
    }

    /** An account that accepts mail from only one sender. */
    public DirectoryFile closed(String address, String certificate, String sender) {
        ObjectNode document = identity(userId(address), address, address);
        document.putArray("accept_from").add(sender);
        document.putObject("keys").put("pgp", certificate);
        return this;
    }

    /** A document whose fields have the wrong types. */
    public DirectoryFile broken(String address) {
        identity(userId(address), address, address).put("enabled", "perhaps").put("keys", 42);
        return this;
    }

    /** An address whose mail goes to each of these addresses. */
    public DirectoryFile alias(String address, String... destinations) {
        for (String destination : destinations) {
            identity(userId(destination), address, destination);
        }
        return this;
    }

    /** Replaces the certificate in the main identity of an account. */
    public DirectoryFile replaceCertificate(String address, String certificate) {
        mainIdentity(address).putObject("keys").put("pgp", certificate);
        return this;
    }

    /** Registers a client certificate of an account, by its fingerprint, until a day. */
    public DirectoryFile clientCertificate(String address, String fingerprint, String lastDay) {
        mainIdentity(address).withObject("/cert_fingerprints").put(fingerprint, lastDay);
        return this;
    }

    /** Enables or disables an account. */
    public DirectoryFile enable(String address, boolean enabled) {
        mainIdentity(address).put("enabled", enabled);
        return this;
    }

    private ObjectNode mainIdentity(String address) {
        for (JsonNode document : documents) {
            if (isFrom(address, document)
                    && document.get("destination").asText().equals(address)) {
                return (ObjectNode) document;
            }
        }
        throw new AssertionError("no main identity " + address);
    }

    /** The {@code _id} of the first document that determines where mail for an address goes. */
    public String idOf(String address) {
        for (JsonNode document : documents) {
            if (isFrom(address, document)) {
                return document.get("_id").asText();
            }
        }
        throw new AssertionError("no document for " + address);
    }

    private static boolean isFrom(String address, JsonNode document) {
        return document.path("address").asText().equals(address);
    }

    /** Any document; only its {@code _id} is added. */
    public DirectoryFile document(ObjectNode document) {
        documents.add(document.deepCopy().put("_id", "identity-" + (documents.size() + 1)));
        return this;
    }

    /** All documents so far. */
    public Iterable<JsonNode> documents() {
        return documents;
    }

    /** Writes the file. */
    public Path writeTo(Path file) throws IOException {
        return Files.writeString(file, documents.toPrettyString());
    }

    private ObjectNode identity(String userId, String address, String destination) {
        return documents
                .addObject()
                .put("_id", "identity-" + documents.size())
                .put("type", "Identity")
                .put("user_id", userId)
                .put("address", address)
                .put("destination", destination);
    }

    /** The user id of an address that is a main identity. */
    public String userId(String address) {
        return userIdPrefix + address.substring(0, address.indexOf('@'));
    }
}
