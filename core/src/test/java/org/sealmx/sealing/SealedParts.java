package org.sealmx.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sealmx.octets.MessageSource;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.encryption.Decryptor;

/** A sealed message taken apart for assertions, outside and inside; octets as characters of ISO 8859-1. */
public record SealedParts(String whole, String outerHeader, String entity) {

    /** Reads and decrypts a message. */
    public static SealedParts of(MessageSource sealed, TestKey key) {
        String whole = text(sealed);
        String entity = new String(Decryptor.entity(whole, key), StandardCharsets.ISO_8859_1);
        return new SealedParts(whole, whole.substring(0, whole.indexOf("\r\n\r\n") + 2), entity);
    }

    /** All octets of a message. */
    public static String text(MessageSource message) {
        try {
            return new String(message.open().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields outside, unfolded lines kept. */
    public List<String> outerFields() {
        return Arrays.asList(outerHeader.split("\r\n(?![ \t])"));
    }

    /** The names outside in their order. */
    public List<String> outerNames() {
        return outerFields().stream()
                .map(field -> field.substring(0, field.indexOf(':')))
                .toList();
    }

    /** What the entity records of the fields outside. */
    public List<String> hpOuter() {
        String header = entity.substring(0, entity.indexOf("\r\n\r\n") + 2);
        return Arrays.stream(header.split("\r\n(?![ \t])"))
                .filter(field -> field.startsWith("HP-Outer:"))
                .map(field -> field.substring("HP-Outer:".length()).stripLeading())
                .toList();
    }
}
