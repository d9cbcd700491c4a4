package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.openpgp.message.RawPacket;

/**
 * Reads OpenPGP certificates (RFC 9580 section 10.1) as a directory returns them. Every signature is verified during
 * reading; the result holds the evaluation for every instant. Reading takes about a millisecond for each certificate,
 * evaluating next to nothing.
 */
@Immutable
public final class CertificateReader {

    private final CertificateLimits limits;

    /** A reader with limits that no ordinary certificate reaches. */
    public CertificateReader() {
        this(CertificateLimits.DEFAULT);
    }

    CertificateReader(CertificateLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the certificates of one account. Throws nothing: a certificate that cannot be read evaluates to the reason
     * and does not affect the others. A revocation of a key counts wherever it is in the material.
     *
     * @param material texts, each with one or more armored certificates or the plain base64 of the binary form; may be
     *     empty
     * @return the certificates, to be evaluated at any instant; always {@link CertificateEvaluation.Absent} if there is
     *     no material
     */
    public CertificateSource read(List<String> material) {
        return readEach(material).source();
    }

    /**
     * Reads the certificates of one account as {@link #read} does, and tells about each of them.
     *
     * @param material as for {@link #read}
     * @return an entry for each certificate, and one for each text or block that is none
     */
    public List<InspectedCertificate> inspect(List<String> material) {
        return readEach(material).inspected();
    }

    private ReadCertificates readEach(List<String> material) {
        ReadCertificates read = new ReadCertificates();
        RawCertificate.Collector collector = new RawCertificate.Collector();
        for (String text : material) {
            try {
                collect(text, collector);
            } catch (MalformedCertificateException e) {
                read.addUnreadable(e.evaluation());
            }
        }
        Revocations revocations = new Revocations(collector.revocations());
        Map<String, PGPPublicKey> atHand = new HashMap<>();
        Map<RawCertificate, PGPPublicKey> primaries = new LinkedHashMap<>();
        for (RawCertificate certificate : collector.certificates()) {
            try {
                PGPPublicKey primary = primary(certificate);
                primaries.put(certificate, primary);
                atHand.put(fingerprint(primary), primary);
            } catch (MalformedCertificateException e) {
                read.add(Optional.empty(), certificate, e.evaluation());
            }
        }
        primaries.forEach((certificate, primary) -> read(certificate, primary, revocations, atHand, read));
        Set<Long> keyIds =
                primaries.values().stream().map(PGPPublicKey::getKeyID).collect(Collectors.toSet());
        collector.detached().stream()
                .filter(signatures -> !belongs(signatures, keyIds, revocations))
                .forEach(signatures -> read.addSignaturesOfNobody());
        if (revocations.isCutShort()) {
            read.addRevocationsLeftOut();
        }
        return read;
    }

    private void collect(String text, RawCertificate.Collector collector) throws MalformedCertificateException {
        if (text.length() > limits.characters()) {
            throw new MalformedCertificateException("longer than " + limits.characters() + " characters");
        }
        CertificateText decoded = CertificateText.decode(text);
        Optional<MalformedCertificateException> fault = decoded.fault();
        List<RawPacket> packets = new ArrayList<>();
        List<List<RawPacket>> blocks = new ArrayList<>();
        for (byte[] binary : decoded.blocks()) {
            int before = packets.size();
            try {
                RawPacket.split(binary, limits.packets(), packets);
            } catch (MalformedCertificateException e) {
                fault = fault.or(() -> Optional.of(e));
            }
            blocks.add(List.copyOf(packets.subList(before, packets.size())));
        }
        // A revocation counts even if the rest of the text is broken.
        collector.addRevocations(packets);
        if (fault.isPresent()) {
            throw fault.get();
        }
        for (List<RawPacket> block : blocks) {
            collector.add(block);
        }
    }

    private static PGPPublicKey primary(RawCertificate certificate) throws MalformedCertificateException {
        PGPPublicKey primary = KeyMaterial.parse(certificate.primary().packet());
        int version = primary.getVersion();
        if (version != PublicKeyPacket.VERSION_4 && version != PublicKeyPacket.VERSION_6) {
            throw new MalformedCertificateException("a key of version " + version + ", not 4 or 6");
        }
        if (KeyStrength.isOfAWrongVersion(primary)) {
            throw new MalformedCertificateException(
                    "public-key algorithm " + primary.getAlgorithm() + " in a key of version " + version);
        }
        if (KeyMaterial.fault(primary).isPresent()) {
            throw new MalformedCertificateException("a key packet cannot be parsed");
        }
        return primary;
    }

    private void read(
            RawCertificate certificate,
            PGPPublicKey primary,
            Revocations revocations,
            Map<String, PGPPublicKey> atHand,
            ReadCertificates read) {
        // Signatures by a weak key prove nothing, and verifying with an oversized key takes long.
        String fingerprint = fingerprint(primary);
        Optional<String> weakness = KeyStrength.weakness(primary);
        if (weakness.isPresent()) {
            read.add(Optional.of(fingerprint), certificate, new TooWeak(fingerprint, weakness.get()));
            return;
        }
        CertificateVerification verification =
                new CertificateVerification(certificate, fingerprint, primary, revocations, atHand, limits);
        try {
            VerifiedCertificate verified = verification.verify();
            read.add(verified, certificate, verification.names());
        } catch (MalformedCertificateException e) {
            Optional<String> known = Optional.of(fingerprint);
            read.add(known, certificate, new Malformed(known, e.problem()));
        }
    }

    /** Whether any of the detached signatures is by one of the account's keys, or revokes one. */
    private static boolean belongs(List<RawPacket> signatures, Set<Long> keyIds, Revocations revocations) {
        return signatures.stream()
                .anyMatch(packet -> revocations.isPlaced(packet)
                        || SignatureVerifier.parse(packet)
                                .flatMap(SignatureVerifier::issuers)
                                .filter(issuers -> !Collections.disjoint(issuers, keyIds))
                                .isPresent());
    }

    private static String fingerprint(PGPPublicKey key) {
        return HexFormat.of().formatHex(key.getFingerprint());
    }
}
