package org.sealmx.openpgp.certificate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.openpgp.message.RawPacket;

/**
 * OpenPGP certificates that somebody hands in, in binary: stricter than what a directory may hold. Packets that are not
 * part of a certificate are refused rather than skipped: nothing compressed is ever expanded. Of a secret key, only the
 * public part is kept.
 *
 * @param packets the packets of certificates, without trust, marker and padding packets
 * @param hadSecretKey whether secret keys were among them
 */
public record SubmittedCertificates(List<RawPacket> packets, boolean hadSecretKey) {

    private static final int MARKER = 10;
    private static final int TRUST = 12;
    private static final int PADDING = 21;
    private static final Set<Integer> DROPPED = Set.of(MARKER, TRUST, PADDING);
    private static final Set<Integer> KEPT = Set.of(
            RawPacket.SIGNATURE,
            RawPacket.PUBLIC_KEY,
            RawPacket.PUBLIC_SUBKEY,
            RawPacket.USER_ID,
            RawPacket.USER_ATTRIBUTE);
    private static final int MOST_PACKETS = 2_000;

    /** The algorithms of which the end of the public part is known. */
    @SuppressWarnings("deprecation") // RSA for one purpose is deprecated, and still in old keys
    private static final Set<Integer> ALGORITHMS = Set.of(
            PublicKeyAlgorithmTags.RSA_GENERAL,
            PublicKeyAlgorithmTags.RSA_ENCRYPT,
            PublicKeyAlgorithmTags.RSA_SIGN,
            PublicKeyAlgorithmTags.DSA,
            PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT,
            PublicKeyAlgorithmTags.ECDH,
            PublicKeyAlgorithmTags.ECDSA,
            PublicKeyAlgorithmTags.EDDSA_LEGACY,
            PublicKeyAlgorithmTags.X25519,
            PublicKeyAlgorithmTags.X448,
            PublicKeyAlgorithmTags.Ed25519,
            PublicKeyAlgorithmTags.Ed448,
            PublicKeyAlgorithmTags.MLDSA65_Ed25519,
            PublicKeyAlgorithmTags.MLDSA87_Ed448,
            PublicKeyAlgorithmTags.SLHDSA_SHAKE_128s,
            PublicKeyAlgorithmTags.SLHDSA_SHAKE_128f,
            PublicKeyAlgorithmTags.SLHDSA_SHAKE_256s,
            PublicKeyAlgorithmTags.MLKEM768_X25519,
            PublicKeyAlgorithmTags.MLKEM1024_X448);

    /** Copies the list. */
    public SubmittedCertificates {
        packets = List.copyOf(packets);
    }

    /**
     * Reads armored blocks.
     *
     * @param text ASCII; text around the blocks is skipped
     * @throws MalformedCertificateException when a block is not a certificate or a secret key
     */
    public static SubmittedCertificates ofText(String text) throws MalformedCertificateException {
        // A secret key has the same form between other lines.
        String asCertificates = text.replace("PGP PRIVATE KEY BLOCK-----", "PGP PUBLIC KEY BLOCK-----");
        CertificateText decoded = CertificateText.decode(asCertificates);
        if (decoded.fault().isPresent()) {
            throw decoded.fault().get();
        }
        List<RawPacket> packets = new ArrayList<>();
        for (byte[] block : decoded.blocks()) {
            RawPacket.split(block, MOST_PACKETS, packets);
        }
        return of(packets);
    }

    /**
     * Reads packets.
     *
     * @throws MalformedCertificateException when they are not those of certificates or secret keys
     */
    public static SubmittedCertificates ofBinary(byte[] octets) throws MalformedCertificateException {
        List<RawPacket> packets = new ArrayList<>();
        RawPacket.split(octets, MOST_PACKETS, packets);
        return of(packets);
    }

    private static SubmittedCertificates of(List<RawPacket> packets) throws MalformedCertificateException {
        List<RawPacket> kept = new ArrayList<>();
        boolean secret = false;
        for (RawPacket packet : packets) {
            if (packet.tag() == RawPacket.SECRET_KEY || packet.tag() == RawPacket.SECRET_SUBKEY) {
                kept.add(publicPart(packet));
                secret = true;
            } else if (KEPT.contains(packet.tag())) {
                kept.add(packet);
            } else if (!DROPPED.contains(packet.tag())) {
                throw new MalformedCertificateException(
                        packet.tag() == PacketTags.COMPRESSED_DATA
                                ? "it has a compressed packet, which no certificate has"
                                : "it has a packet of type " + packet.tag() + ", which no certificate has");
            }
        }
        return new SubmittedCertificates(kept, secret);
    }

    /** The public key packet with which the body of a secret key packet begins (RFC 9580 section 5.5.3). */
    private static RawPacket publicPart(RawPacket secret) throws MalformedCertificateException {
        boolean subkey = secret.tag() == RawPacket.SECRET_SUBKEY;
        int tag = subkey ? RawPacket.PUBLIC_SUBKEY : RawPacket.PUBLIC_KEY;
        try {
            BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(encoded(tag, secret.body())));
            if (in.readPacket() instanceof PublicKeyPacket key
                    && key instanceof PublicSubkeyPacket == subkey
                    && ALGORITHMS.contains(key.getAlgorithm())) {
                byte[] body = key.getEncodedContents();
                if (body.length < secret.body().length) {
                    return new RawPacket(tag, encoded(tag, body), body);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new MalformedCertificateException("a secret key packet cannot be parsed", e);
        }
        throw new MalformedCertificateException("a secret key packet whose public part cannot be told apart");
    }

    private static byte[] encoded(int tag, byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 6);
        whole.write(0xc0 | tag);
        whole.write(0xff);
        for (int shift = 24; shift >= 0; shift -= 8) {
            whole.write(body.length >> shift);
        }
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    /** The certificates in one armored block, without headers and checksum, with lines of 64 columns. */
    public String armored() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        packets.forEach(packet -> octets.writeBytes(packet.whole()));
        byte[] newline = {'\n'};
        return "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
                + new String(Base64.getMimeEncoder(64, newline).encode(octets.toByteArray()), StandardCharsets.US_ASCII)
                + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    }
}
