package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code openssl}: makes S/MIME certificates and opens messages. Holds no state but the files it is given. */
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

    /** The extension of RFC 4262 with one cipher. */
    private static final String CAPABILITIES = """
            1.2.840.113549.1.9.15 = ASN1:SEQUENCE:capabilities
            [capabilities]
            cipher = SEQUENCE:cipher
            [cipher]
            id = OID:%s
            """;

    /** By its object identifier. */
    public static final String AES256_CBC = "2.16.840.1.101.3.4.1.42";
    /** By its object identifier. */
    public static final String AES256_GCM = "2.16.840.1.101.3.4.1.46";

    private Openssl() {}

    /**
     * A self-signed certificate with its secret key.
     *
     * @param certificateFile in PEM
     * @param secretFile      in PEM, without a password
     */
    public record Certificate(Path certificateFile, Path secretFile) {

        /** The certificate in PEM. */
        public String pem() throws IOException {
            return Files.readString(certificateFile);
        }
    }

    /** Makes an RSA key of so many bits and its certificate. */
    public static Certificate rsa(WorkFolder folder, String address, int bits)
            throws IOException, InterruptedException {
        return generate(folder, address, "keyEncipherment", "", "rsa:" + bits);
    }

    /** Makes an RSA key of 2048 bits and its certificate, which lists one cipher among its owner's capabilities. */
    public static Certificate rsaWithCapability(WorkFolder folder, String address, String cipher)
            throws IOException, InterruptedException {
        return generate(folder, address, "keyEncipherment", CAPABILITIES.formatted(cipher), "rsa:2048");
    }

    /** Certificate and secret key in the form that other programs import. */
    public static byte[] pkcs12(Certificate certificate, String password) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("openssl", "pkcs12", "-export"));
        words.addAll(List.of("-in", certificate.certificateFile().toString()));
        words.addAll(List.of("-inkey", certificate.secretFile().toString()));
        // gpgsm 2.2 knows no others
        words.addAll(List.of("-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"));
        words.addAll(List.of("-passout", "pass:" + password));
        return Command.require(new byte[0], words);
    }

    /** Makes a key on a curve and its certificate. */
    public static Certificate curve(WorkFolder folder, String address, String curve)
            throws IOException, InterruptedException {
        return generate(folder, address, "keyAgreement", "", "ec", "-pkeyopt", "ec_paramgen_curve:" + curve);
    }

    private static Certificate generate(
            WorkFolder folder, String address, String keyUsage, String capabilities, String... key)
            throws IOException, InterruptedException {
        Path configuration = Files.writeString(
                folder.resolve(address + ".cnf"),
                CONFIGURATION.formatted(address, keyUsage) + capabilities,
                StandardCharsets.US_ASCII);
        Certificate certificate = new Certificate(folder.resolve(address + ".crt"), folder.resolve(address + ".key"));
        List<String> words = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-sha256", "-days", "30"));
        words.addAll(List.of("-config", configuration.toString()));
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
