package org.sealmx.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sealmx.octets.MessageSource;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.encryption.Decryptor;

/** The outside and the inside of a sealed message, for assertions; octets are characters of ISO 8859-1. */
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

    /** The fields outside, folded as they are. */
    public List<String> outerFields() {
        return Arrays.asList(outerHeader.split("\r\n(?![ \t])"));
    }

    /** The names of the fields outside, in order. */
    public List<String> outerNames() {
        return outerFields().stream()
                .map(field -> field.substring(0, field.indexOf(':')))
                .toList();
    }

    /** The fields outside as the entity records them. */
    public List<String> hpOuter() {
        String header = entity.substring(0, entity.indexOf("\r\n\r\n") + 2);
        return Arrays.stream(header.split("\r\n(?![ \t])"))
                .filter(field -> field.startsWith("HP-Outer:"))
                .map(field -> field.substring("HP-Outer:".length()).stripLeading())
                .toList();
    }
}
