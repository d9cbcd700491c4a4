package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The identity documents of a directory, put together by a test. */
public final class DirectoryFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode documents = JSON.createArrayNode();

    /** An account with a certificate; its user id is the local part. */
    public DirectoryFile account(String address, String certificate) {
        identity(userId(address), address, address).putObject("keys").put("pgp", certificate);
        return this;
    }

    /** An account with an X.509 certificate and no other. */
    public DirectoryFile smimeAccount(String address, String certificate) {
        identity(userId(address), address, address).putObject("keys").put("smime", certificate);
        return this;
    }

    /** An account whose only certificate is an X.509 certificate that is revoked since a day. */
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

    /** An account that is switched off. */
    public DirectoryFile disabled(String address, String certificate) {
        ObjectNode document = identity(userId(address), address, address);
        document.put("enabled", false).putObject("keys").put("pgp", certificate);
        return this;
    }

    /** An account whose quota is exceeded. */
    public DirectoryFile overQuota(String address, String certificate) {
        ObjectNode document = identity(userId(address), address, address);
        document.put("quota_exceeded", true).putObject("keys").put("pgp", certificate);
        return this;
    }

    /** An account that only one sender may write to. */
    public DirectoryFile closed(String address, String certificate, String sender) {
        ObjectNode document = identity(userId(address), address, address);
        document.putArray("accept_from").add(sender);
        document.putObject("keys").put("pgp", certificate);
        return this;
    }

    /** A document whose parts have the wrong types. */
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

    private static String userId(String address) {
        return address.substring(0, address.indexOf('@'));
    }
}
