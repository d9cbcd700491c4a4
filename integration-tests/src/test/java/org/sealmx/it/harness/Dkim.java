package org.sealmx.it.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.exceptions.FailException;

/** Signs and verifies messages (RFC 6376) by a key that is made for a test and takes the place of DNS. */
public final class Dkim {

    private static final String FIELD = "DKIM-Signature: ";

    private final KeyPair keys;
    private final String domain;

    /** @param domain that signs */
    public Dkim(String domain) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.keys = generator.generateKeyPair();
        this.domain = domain;
    }

    /**
     * The message with a signature in front.
     *
     * @param canonicalization such as {@code simple/simple}
     * @param fields the names of the signed fields, separated by colons
     */
    public byte[] sign(byte[] message, String canonicalization, String fields) throws IOException, FailException {
        String template = "v=1; a=rsa-sha256; c=%s; d=%s; s=test; h=%s; bh=; b=;"
                .formatted(canonicalization, domain, fields);
        String signature = new DKIMSigner(template, keys.getPrivate()).sign(new ByteArrayInputStream(message));
        String text = new String(message, StandardCharsets.ISO_8859_1);
        return (signature.startsWith("DKIM") ? signature : FIELD + signature)
                .concat("\r\n" + text)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether a message has a signature that is valid. */
    public boolean verifies(byte[] message) throws IOException {
        String record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        PublicKeyRecordRetriever instead = (method, selector, token) ->
                token.toString().equals(domain) ? List.of(record) : List.of();
        try {
            return new DKIMVerifier(instead).verify(new ByteArrayInputStream(message)) != null;
        } catch (FailException e) {
            return false;
        }
    }
}
