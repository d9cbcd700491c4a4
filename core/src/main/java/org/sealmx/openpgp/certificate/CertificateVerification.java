package org.sealmx.openpgp.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.openpgp.certificate.Revocations.Claim;
import org.sealmx.openpgp.certificate.Revocations.Revocation;
import org.sealmx.openpgp.certificate.SelfSignature.Kind;
import org.sealmx.openpgp.certificate.SignatureVerifier.Verified;

/** Verifies one of an account's certificates. Used once, by one thread. */
final class CertificateVerification {

    /** Keys that can be revoked, and the signatures on them that verify. */
    private record Signed(SignedKeys keys, List<SelfSignature> signatures) {}

    /** A subkey that could be parsed, and the signatures on it. */
    private record Subkey(PGPPublicKey key, Signed signed) {

        List<SelfSignature> signatures() {
            return signed.signatures;
        }

        boolean isBound() {
            return signatures().stream().anyMatch(signature -> signature.kind() == Kind.BINDING);
        }
    }

    private final RawCertificate raw;
    private final String fingerprint;
    private final PGPPublicKey primary;
    private final Revocations revocations;
    private final Map<String, PGPPublicKey> atHand;
    private final CertificateLimits limits;
    private final VerificationWork work;
    private final SignedKeys primaryAlone;

    private final List<SelfSignature> direct = new ArrayList<>();
    private final List<SelfSignatures> userIds = new ArrayList<>();
    private final List<Subkey> subkeys = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();
    private final List<CertificateEvaluation> unreadable = new ArrayList<>();

    /**
     * @param raw the certificate
     * @param fingerprint the fingerprint of its primary key
     * @param primary its primary key
     * @param revocations the revocations in the account's material
     * @param atHand the primary keys in the account's material by fingerprint, which may include designated revokers
     * @param limits the limits for reading
     */
    CertificateVerification(
            RawCertificate raw,
            String fingerprint,
            PGPPublicKey primary,
            Revocations revocations,
            Map<String, PGPPublicKey> atHand,
            CertificateLimits limits) {
        this.raw = raw;
        this.fingerprint = fingerprint;
        this.primary = primary;
        this.revocations = revocations;
        this.atHand = atHand;
        this.limits = limits;
        this.work = new VerificationWork(Math.max(limits.packets(), raw.signatures()));
        this.primaryAlone = SignedKeys.of(primary);
    }

    /**
     * The certificate with the signatures that verify.
     *
     * @throws MalformedCertificateException when the primary key has made no valid signature, or too many
     */
    VerifiedCertificate verify() throws MalformedCertificateException {
        SignatureVerifier own = new SignatureVerifier(primary, primary, work);
        verifyInPlace(own);
        findMisplaced(own);
        for (PGPPublicKey revoker : revokersAtHand()) {
            findMisplaced(new SignatureVerifier(primary, revoker, work));
        }
        UserIds certifications = new UserIds(userIds);
        if (direct.isEmpty() && certifications.isEmpty()) {
            throw new MalformedCertificateException(
                    "no signature of the primary key on itself or a user ID verifies with an acceptable hash");
        }
        // Every key of the certificate may have to be evaluated at the instant of each signature.
        long onKeys = direct.size()
                + subkeys.stream()
                        .mapToLong(subkey -> subkey.signatures().size())
                        .sum();
        if (onKeys > limits.signatures()) {
            throw new MalformedCertificateException(
                    "more than " + limits.signatures() + " self-signatures on its keys");
        }
        List<VerifiedKey> signed = subkeys.stream()
                .filter(subkey -> !subkey.signatures().isEmpty())
                .map(subkey -> new VerifiedKey(subkey.key, new SelfSignatures(subkey.signatures())))
                .toList();
        return new VerifiedCertificate(
                fingerprint, new VerifiedKey(primary, new SelfSignatures(direct)), certifications, signed, unreadable);
    }

    /** The user IDs that the primary key has certified, revoked or not. Available after {@link #verify}. */
    List<byte[]> names() {
        return names;
    }

    private void verifyInPlace(SignatureVerifier verifier) throws MalformedCertificateException {
        direct.addAll(placed(verifier.onPrimaryKey(primaryAlone, raw.primary().signatures())));
        for (RawCertificate.Component user : raw.userIds()) {
            List<SelfSignature> signatures =
                    placed(verifier.onUserId(user.packet().body(), user.signatures()));
            userIds.add(new SelfSignatures(signatures));
            if (!signatures.isEmpty()) {
                names.add(user.packet().body());
            }
        }
        for (RawCertificate.Component component : raw.subkeys()) {
            Optional<PGPPublicKey> key = KeyMaterial.parseIfPossible(component.packet())
                    .filter(subkey -> subkey.getVersion() == primary.getVersion());
            if (key.isPresent()) {
                SignedKeys keys = SignedKeys.of(primary, key.get());
                Verified verified = verifier.onSubkey(keys, component.signatures());
                subkeys.add(new Subkey(key.get(), new Signed(keys, new ArrayList<>(placed(verified)))));
                if (verified.statements().isEmpty() && !component.signatures().isEmpty()) {
                    UnreadableSubkey.unbound(fingerprint, key.get()).ifPresent(unreadable::add);
                }
            } else {
                UnreadableSubkey.reason(fingerprint, component.packet()).ifPresent(unreadable::add);
            }
        }
    }

    private List<SelfSignature> placed(Verified verified) {
        verified.revocations().forEach(revocations::place);
        return verified.statements();
    }

    /** Tries misplaced revocations on each key that they could be for. */
    private void findMisplaced(SignatureVerifier issuer) {
        find(Claim.PRIMARY_KEY, List.of(new Signed(primaryAlone, direct)), issuer);
        // Unbound subkeys are ignored, since anybody can append as many as they like.
        List<Signed> bound =
                subkeys.stream().filter(Subkey::isBound).map(Subkey::signed).toList();
        if (!bound.isEmpty()) {
            find(Claim.SUBKEY_BY_NAME, bound, issuer);
            find(Claim.SUBKEY, bound, issuer);
        }
    }

    private void find(Claim claim, List<Signed> components, SignatureVerifier issuer) {
        for (Revocation revocation : revocations.unplaced(issuer.issuer(), claim)) {
            if (revocations.isSpent(claim)) {
                return;
            }
            if (components.stream().anyMatch(component -> revokes(component, revocation, issuer))) {
                revocations.place(revocation);
            }
        }
    }

    private boolean revokes(Signed component, Revocation revocation, SignatureVerifier issuer) {
        Optional<SelfSignature> found = issuer.revocation(component.keys, revocation, revocations);
        found.ifPresent(component.signatures::add);
        return found.isPresent();
    }

    /** The designated revokers that are in the account's material and strong enough to be trusted. */
    private List<PGPPublicKey> revokersAtHand() {
        return Stream.concat(direct.stream(), userIds.stream().flatMap(user -> user.all().stream()))
                .flatMap(signature -> signature.revokers().stream())
                .distinct()
                .flatMap(fingerprint -> Optional.ofNullable(atHand.get(fingerprint)).stream())
                .filter(key -> key != primary && KeyStrength.weakness(key).isEmpty())
                .toList();
    }
}
