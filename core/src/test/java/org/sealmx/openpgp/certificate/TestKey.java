package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.message.Crc24;

/** A key made for a test: the certificate, the secret key without passphrase, and the key pairs for decryption. */
@Immutable
public final class TestKey {

    /** A packet as it is in the certificate and in the secret key, and the key pair if it is a key. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Component(List<PGPKeyPair> keyPair, byte[] publicPacket, byte[] secretPacket) {

        static Component packet(byte[] packet) {
            return new Component(List.of(), packet, packet);
        }

        static Component key(PGPKeyPair pair) {
            try {
                boolean primary = !(pair.getPublicKey().getPublicKeyPacket() instanceof PublicSubkeyPacket);
                PGPSecretKey secret = new PGPSecretKey(
                        pair.getPrivateKey(),
                        pair.getPublicKey(),
                        new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                        primary,
                        null);
                return new Component(
                        List.of(pair), pair.getPublicKey().getPublicKeyPacket().getEncoded(), secret.getEncoded());
            } catch (PGPException | IOException e) {
                throw new IllegalStateException("a key could not be encoded", e);
            }
        }
    }

    @SuppressWarnings("Immutable") // never changed
    private final PGPKeyPair primary;

    private final List<Component> components;

    TestKey(PGPKeyPair primary, List<Component> components) {
        this.primary = primary;
        this.components = List.copyOf(components);
    }

    /** The certificate in armor. */
    public String armoredCertificate() {
        return armor("PUBLIC KEY BLOCK", binaryCertificate());
    }

    /** The certificate in base64 without armor. */
    public String base64Certificate() {
        return Base64.getEncoder().encodeToString(binaryCertificate());
    }

    /** The certificate in its binary form. */
    public byte[] binaryCertificate() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        components.forEach(component -> out.writeBytes(component.publicPacket()));
        return out.toByteArray();
    }

    /** The secret key without passphrase in armor, as gpg and others import it. */
    public String armoredSecretKey() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        components.forEach(component -> out.writeBytes(component.secretPacket()));
        return armor("PRIVATE KEY BLOCK", out.toByteArray());
    }

    /** The fingerprint of the primary key, in lower-case hexadecimal. */
    public String fingerprint() {
        return HexFormat.of().formatHex(primary.getPublicKey().getFingerprint());
    }

    /** The primary key and the subkeys with their secrets. */
    public List<PGPKeyPair> keyPairs() {
        List<PGPKeyPair> pairs = new ArrayList<>();
        components.forEach(component -> pairs.addAll(component.keyPair()));
        return pairs;
    }

    /** Reads and evaluates the certificate. */
    public CertificateEvaluation evaluate(Instant at) {
        return new CertificateReader().read(List.of(armoredCertificate())).evaluate(at);
    }

    /** The evaluation of a certificate that is usable at {@link TestKeys#NOW}. */
    public UsableOpenPgp usable() {
        return (UsableOpenPgp) evaluate(TestKeys.NOW);
    }

    static String armor(String label, byte[] binary) {
        return "-----BEGIN PGP " + label + "-----\n\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(binary)
                + "\n" + checksum(binary) + "-----END PGP " + label + "-----\n";
    }

    private static String checksum(byte[] binary) {
        int crc = Crc24.of(binary);
        byte[] octets = {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
        return "=" + Base64.getEncoder().encodeToString(octets) + "\n";
    }
}
