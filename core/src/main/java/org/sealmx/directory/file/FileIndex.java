package org.sealmx.directory.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.octets.LimitedInputStream;

/**
 * Where documents are in a directory file, so that all other octets can stay as they are.
 *
 * @param found the documents that were looked for
 * @param last the last document of the file; empty when the file has none
 * @param end the offset of the bracket that ends the array
 */
record FileIndex(List<Place> found, Optional<Place> last, long end) {

    /** Numbers keep all their digits when a document is written again. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /**
     * A document and its octets.
     *
     * @param document the document
     * @param start the offset of its first octet
     * @param end the offset after its last octet
     */
    record Place(StoredDocument document, long start, long end) {}

    /** Copies the list. */
    FileIndex {
        found = List.copyOf(found);
    }

    /**
     * Looks for documents.
     *
     * @throws DirectoryUnavailableException when the file cannot be read, or is not a JSON array in UTF-8
     */
    static FileIndex of(Path file, Predicate<StoredDocument> wanted) throws DirectoryUnavailableException {
        List<Place> found = new ArrayList<>();
        Optional<Place> last = Optional.empty();
        try (InputStream content = new LimitedInputStream(Files.newInputStream(file), IdentityFile.MAX_BYTES);
                JsonParser parser = MAPPER.createParser(content)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new DirectoryUnavailableException("directory file " + file + " is not a JSON array");
            }
            for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                String place =
                        "#" + number + " (line " + parser.currentTokenLocation().getLineNr() + ")";
                long start = parser.currentTokenLocation().getByteOffset();
                JsonNode json = MAPPER.readTree(parser);
                StoredDocument document = StoredDocument.at(place, json);
                Place here =
                        new Place(document, start, parser.currentLocation().getByteOffset());
                if (wanted.test(document)) {
                    found.add(here);
                }
                last = Optional.of(here);
            }
            long end = parser.currentTokenLocation().getByteOffset();
            if (end < 0) {
                throw new DirectoryUnavailableException(
                        "directory file " + file + " is not in UTF-8, so it cannot be changed; convert it");
            }
            return new FileIndex(found, last, end);
        } catch (JsonProcessingException e) {
            // neither the message nor the exception itself is passed on: they quote the content
            throw new DirectoryUnavailableException(
                    "directory file " + file + " is not valid JSON; run check, which says where");
        } catch (IOException e) {
            throw new DirectoryUnavailableException(
                    "directory file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
