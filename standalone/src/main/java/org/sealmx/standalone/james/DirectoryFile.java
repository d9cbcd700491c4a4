package org.sealmx.standalone.james;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.OperatorException;

/** Reads from a file of identity documents who may log in. SealMX itself reads the rest. */
public final class DirectoryFile {

    private DirectoryFile() {}

    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9.-]+:[0-9]{1,5}");

    /** @throws OperatorException when there is no such file, or it cannot be read */
    public static void requireReadable(Path file) throws OperatorException {
        if (!Files.exists(file)) {
            String name = String.valueOf(file.getFileName());
            boolean server = HOST_AND_PORT.matcher(name).matches();
            throw new OperatorException("--directory: no file named " + (server ? name : file)
                    + ". For CouchDB, write http://" + (server ? name : "HOST:PORT") + ".");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new OperatorException("--directory: cannot read " + file
                    + ". It must be a regular file, a JSON array of identity documents, that you may read.");
        }
    }

    /**
     * The addresses of the main identities: those whose address is their own destination.
     *
     * @throws OperatorException when the file is not a JSON array
     */
    public static List<String> mainAddresses(Path file) throws OperatorException {
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

    /** Some problems have no place, such as nesting that is too deep. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ")";
    }

    private static JsonNode documents(Path file) throws OperatorException {
        JsonNode documents;
        try {
            documents = new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new OperatorException(
                    "--directory: " + file + " is not JSON: " + e.getOriginalMessage() + place(e.getLocation()), e);
        } catch (IOException e) {
            throw new OperatorException("--directory: cannot read " + file + ": " + e.getMessage(), e);
        }
        if (!documents.isArray()) {
            throw new OperatorException("--directory: " + file + " is not a JSON array of identity documents");
        }
        return documents;
    }
}
