package org.sealmx.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of identity documents, as far as it says who may log in. SealMX itself reads the rest. */
final class DirectoryFile {

    private DirectoryFile() {}

    /** @throws OperatorException when there is no such file */
    static void requireReadable(Path file) throws OperatorException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new OperatorException(
                    "--directory: cannot read " + file + "; name a JSON file of identity documents");
        }
    }

    /**
     * The addresses of the main identities: those whose address is their own destination.
     *
     * @throws OperatorException when the file is no JSON array
     */
    static List<String> mainAddresses(Path file) throws OperatorException {
        List<String> addresses = new ArrayList<>();
        for (JsonNode document : documents(file)) {
            String address = document.path("address").asText();
            boolean owned = document.hasNonNull("user_id");
            if (owned
                    && address.contains("@")
                    && address.equalsIgnoreCase(document.path("destination").asText())) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static JsonNode documents(Path file) throws OperatorException {
        JsonNode documents;
        try {
            documents = new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new OperatorException(
                    "--directory: " + file + " is not JSON: " + e.getOriginalMessage() + " (line "
                            + e.getLocation().getLineNr() + ")",
                    e);
        } catch (IOException e) {
            throw new OperatorException("--directory: cannot read " + file + ": " + e.getMessage(), e);
        }
        if (!documents.isArray()) {
            throw new OperatorException("--directory: " + file + " is not a JSON array of identity documents");
        }
        return documents;
    }
}
