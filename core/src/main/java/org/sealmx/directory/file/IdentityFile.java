package org.sealmx.directory.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.identity.CertificateRegistration;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.octets.LimitedInputStream;

/** Reads the JSON array of identity documents one by one, so that the file is never in memory as a whole. */
final class IdentityFile {

    /**
     * The largest file; it takes about twice its size in memory, and about three times its size while it is reloaded.
     */
    static final long MAX_BYTES = 256L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private IdentityFile() {}

    /**
     * Reads the whole file.
     *
     * @throws DirectoryConfigurationException when the file cannot be read, is too large or is not a JSON array; its
     *     cause is an {@link IOException} if trying again may help. The message repeats nothing of the content
     */
    static FileContent read(Path file, long maxBytes) throws DirectoryConfigurationException {
        List<IdentityDocument> documents = new ArrayList<>();
        List<CertificateRegistration> certificates = new ArrayList<>();
        read(file, maxBytes, document -> {
            IdentityParser.parse(document).ifPresent(documents::add);
            certificates.addAll(CertificateRegistration.in(document));
        });
        return new FileContent(documents, certificates);
    }

    /** Reads the file and passes on each document with its place. */
    static void read(Path file, long maxBytes, Consumer<StoredDocument> documents)
            throws DirectoryConfigurationException {
        requireRegular(file);
        try (InputStream content = new LimitedInputStream(Files.newInputStream(file), maxBytes);
                JsonParser parser = MAPPER.createParser(content)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new DirectoryConfigurationException("directory file " + file + " is not a JSON array");
            }
            for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                String place =
                        "#" + number + " (line " + parser.currentTokenLocation().getLineNr() + ")";
                JsonNode document = MAPPER.readTree(parser);
                documents.accept(StoredDocument.at(place, document));
            }
            if (parser.nextToken() != null) {
                throw new DirectoryConfigurationException("directory file " + file
                        + " has more text after the end of the array, " + place(parser.currentTokenLocation()));
            }
        } catch (StreamConstraintsException e) {
            throw new DirectoryConfigurationException("directory file " + file
                    + " has a document that is nested too deeply, or a name or a value that is too long");
        } catch (JsonProcessingException e) {
            // Neither the message nor the exception itself is passed on: they quote the content.
            String problem = e instanceof JsonEOFException ? " ends too early, " : " is not valid JSON, ";
            throw new DirectoryConfigurationException("directory file " + file + problem + place(e.getLocation()));
        } catch (CharConversionException e) {
            // what the parser throws for invalid UTF-16 and UTF-32; its message quotes a character
            throw new DirectoryConfigurationException("directory file " + file + " is not valid JSON in UTF-8");
        } catch (LimitedInputStream.LimitException e) {
            throw new DirectoryConfigurationException(
                    "directory file " + file + " is larger than " + maxBytes + " octets");
        } catch (NoSuchFileException e) {
            throw new DirectoryConfigurationException("directory file " + file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new DirectoryConfigurationException(
                    "directory file " + file + " cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new DirectoryConfigurationException(
                    "directory file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Refuses a FIFO among others: opening one waits for a writer forever. */
    private static void requireRegular(Path file) throws DirectoryConfigurationException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DirectoryConfigurationException(
                    "directory file " + file + " is not a regular file; put the JSON array into one");
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? "at an unknown place"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
