package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code openssl}: creates S/MIME certificates and opens messages. It has no state except the files that it
 * is given.
 */
public final class Openssl {

    private static final String CONFIGURATION = """
            [req]
            prompt = no
            distinguished_name = subject
            x509_extensions = extensions
            [subject]
            CN = Test
            emailAddress = %s
            [extensions]
            basicConstraints = critical, CA:FALSE
            keyUsage = critical, digitalSignature, %s
            extendedKeyUsage = emailProtection
            """;

    private static final String AUTHORITY = """
            [req]
            prompt = no
            distinguished_name = subject
            x509_extensions = extensions
            [subject]
            CN = Test Authority
            [extensions]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign, cRLSign
            subjectKeyIdentifier = hash
            """;

    /** The extension of RFC 4262 with one cipher. */
    private static final String CAPABILITIES = """
            1.2.840.113549.1.9.15 = ASN1:SEQUENCE:capabilities
            [capabilities]
            cipher = SEQUENCE:cipher
            [cipher]
            id = OID:%s
            """;

    /** The object identifier of the cipher. */
    public static final String AES256_CBC = "2.16.840.1.101.3.4.1.42";
    /** The object identifier of the cipher. */
    public static final String AES256_GCM = "2.16.840.1.101.3.4.1.46";

    private Openssl() {}

    /**
     * A self-signed certificate with its secret key.
     *
     * @param certificateFile in PEM
     * @param secretFile in PEM, without a password
     */
    public record Certificate(Path certificateFile, Path secretFile) {

        /** The certificate in PEM. */
        public String pem() throws IOException {
            return Files.readString(certificateFile);
        }
    }

    /** Generates an RSA key of that many bits and its certificate. */
    public static Certificate rsa(WorkFolder folder, String address, int bits)
            throws IOException, InterruptedException {
        return generate(folder, address, CONFIGURATION.formatted(address, "keyEncipherment"), "rsa:" + bits);
    }

    /** Generates an RSA key of 2048 bits and its certificate, which lists one cipher as its owner's capability. */
    public static Certificate rsaWithCapability(WorkFolder folder, String address, String cipher)
            throws IOException, InterruptedException {
        return generate(
                folder,
                address,
                CONFIGURATION.formatted(address, "keyEncipherment") + CAPABILITIES.formatted(cipher),
                "rsa:2048");
    }

    /** Creates a certificate authority, which signs with RSA. */
    public static Certificate authority(WorkFolder folder) throws IOException, InterruptedException {
        return generate(folder, "authority", AUTHORITY, "rsa:2048");
    }

    /** Generates an RSA key of 2048 bits and its certificate, signed by an authority. */
    public static Certificate issued(WorkFolder folder, String address, Certificate authority)
            throws IOException, InterruptedException {
        return generate(
                folder,
                address,
                CONFIGURATION.formatted(address, "keyEncipherment"),
                "rsa:2048",
                "-CA",
                authority.certificateFile().toString(),
                "-CAkey",
                authority.secretFile().toString());
    }

    /**
     * Signs a MIME entity.
     *
     * @param authority the authority whose certificate is added to the signature
     * @param form {@code -nodetach} puts the entity into the signature (RFC 8551 section 3.5.2); without an option the
     *     signature is detached, in multipart/signed (RFC 8551 section 3.5.3)
     * @return the signed entity with its header, as openssl writes it
     */
    public static byte[] sign(Certificate signer, Certificate authority, byte[] entity, String... form)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("openssl", "smime", "-sign", "-md", "sha256"));
        words.addAll(List.of("-signer", signer.certificateFile().toString()));
        words.addAll(List.of("-inkey", signer.secretFile().toString()));
        words.addAll(List.of("-certfile", authority.certificateFile().toString()));
        words.addAll(List.of(form));
        return Command.require(entity, words);
    }

    /** Certificate and secret key in the format that other programs import. */
    public static byte[] pkcs12(Certificate certificate, String password) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("openssl", "pkcs12", "-export"));
        words.addAll(List.of("-in", certificate.certificateFile().toString()));
        words.addAll(List.of("-inkey", certificate.secretFile().toString()));
        // gpgsm 2.2 knows no other algorithms
        words.addAll(List.of("-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"));
        words.addAll(List.of("-passout", "pass:" + password));
        return Command.require(new byte[0], words);
    }

    /** Generates a key on a curve and its certificate. */
    public static Certificate curve(WorkFolder folder, String address, String curve)
            throws IOException, InterruptedException {
        return generate(
                folder,
                address,
                CONFIGURATION.formatted(address, "keyAgreement"),
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:" + curve);
    }

    private static Certificate generate(WorkFolder folder, String name, String configuration, String... key)
            throws IOException, InterruptedException {
        Path settings = Files.writeString(folder.resolve(name + ".cnf"), configuration, StandardCharsets.US_ASCII);
        Certificate certificate = new Certificate(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        List<String> words = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-sha256", "-days", "30"));
        words.addAll(List.of("-config", settings.toString()));
        words.addAll(List.of("-out", certificate.certificateFile().toString()));
        words.addAll(List.of("-keyout", certificate.secretFile().toString(), "-newkey"));
        words.addAll(List.of(key));
        Command.require(new byte[0], words);
        return certificate;
    }

    /** Opens a whole mail message and returns the octets inside. */
    public static byte[] decrypt(Certificate certificate, byte[] message) throws IOException, InterruptedException {
        return Command.require(
                message,
                List.of(
                        "openssl",
                        "cms",
                        "-decrypt",
                        "-recip",
                        certificate.certificateFile().toString(),
                        "-inkey",
                        certificate.secretFile().toString()));
    }
}
