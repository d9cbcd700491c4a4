package org.sealmx.openpgp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.openpgp.CertificateEvaluation.Malformed;
import org.sealmx.openpgp.CertificateEvaluation.TooWeak;

/**
 * Reads OpenPGP certificates (RFC 9580 section 10.1) as a directory hands them out and evaluates them. Every signature is verified while
 * reading; what remains is the result over the whole of time. Reading costs about a millisecond for each certificate, evaluating nothing.
 * Immutable and safe for use by several threads.
 */
public final class CertificateReader {

    private final CertificateLimits limits;

    /** A reader with limits that no ordinary certificate meets. */
    public CertificateReader() {
        this(CertificateLimits.DEFAULT);
    }

    CertificateReader(CertificateLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the certificates of one account. Total: a certificate that cannot be read is a value, and the others count.
     *
     * @param material each an armored certificate, several of them, or the plain base64 of the binary form; may be empty
     * @return what to ask for the evaluation at an instant; {@link CertificateEvaluation.Absent} at any instant for no material
     */
    public CertificateSource read(List<String> material) {
        List<EvaluationTimeline> timelines = new ArrayList<>();
        RawCertificate.Collector collector = new RawCertificate.Collector();
        for (String text : material) {
            try {
                collect(text, collector);
            } catch (MalformedCertificateException e) {
                timelines.add(malformed(e));
            }
        }
        collector.certificates().forEach(certificate -> timelines.add(evaluate(certificate)));
        return PackedTimeline.of(EvaluationTimeline.combined(timelines));
    }

    private void collect(String text, RawCertificate.Collector collector) throws MalformedCertificateException {
        if (text.length() > limits.characters()) {
            throw new MalformedCertificateException("longer than " + limits.characters() + " characters");
        }
        for (byte[] binary : CertificateText.decode(text)) {
            collector.add(RawPacket.split(binary, limits.packets()));
        }
    }

    private EvaluationTimeline evaluate(RawCertificate certificate) {
        try {
            PGPPublicKey primary = KeyMaterial.parse(certificate.primary().packet());
            int version = primary.getVersion();
            if (version != PublicKeyPacket.VERSION_4 && version != PublicKeyPacket.VERSION_6) {
                throw new MalformedCertificateException("a key of version " + version + ", not 4 or 6");
            }
            // What a weak key signed proves nothing, and verifying with an oversized one takes long.
            Optional<String> weakness = KeyStrength.weakness(primary);
            return weakness.isPresent()
                    ? EvaluationTimeline.constant(new TooWeak(weakness.get()))
                    : EvaluationTimeline.of(verify(certificate, primary));
        } catch (MalformedCertificateException e) {
            return malformed(e);
        }
    }

    private VerifiedCertificate verify(RawCertificate raw, PGPPublicKey primary) throws MalformedCertificateException {
        SignatureVerifier verifier = new SignatureVerifier(primary, limits.signatures());
        SelfSignatures direct =
                new SelfSignatures(verifier.onPrimaryKey(raw.primary().signatures()));
        List<SelfSignatures> userIds = new ArrayList<>();
        for (RawCertificate.Component user : raw.userIds()) {
            userIds.add(new SelfSignatures(verifier.onUserId(user.packet().body(), user.signatures())));
        }
        if (direct.isEmpty() && userIds.stream().allMatch(SelfSignatures::isEmpty)) {
            throw new MalformedCertificateException(
                    "no signature of the primary key on itself or a user ID verifies with an acceptable hash");
        }
        return new VerifiedCertificate(new VerifiedKey(primary, direct), userIds, subkeys(raw, primary, verifier));
    }

    private static List<VerifiedKey> subkeys(RawCertificate raw, PGPPublicKey primary, SignatureVerifier verifier)
            throws MalformedCertificateException {
        List<VerifiedKey> subkeys = new ArrayList<>();
        for (RawCertificate.Component component : raw.subkeys()) {
            Optional<PGPPublicKey> key = KeyMaterial.parseIfPossible(component.packet())
                    .filter(subkey -> subkey.getVersion() == primary.getVersion());
            if (key.isPresent()) {
                SelfSignatures signatures = new SelfSignatures(verifier.onSubkey(key.get(), component.signatures()));
                if (!signatures.isEmpty()) {
                    subkeys.add(new VerifiedKey(key.get(), signatures));
                }
            }
        }
        return subkeys;
    }

    private static EvaluationTimeline malformed(MalformedCertificateException e) {
        return EvaluationTimeline.constant(new Malformed(e.problem()));
    }
}
