package org.sealmx.openpgp.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.RsaModulus;
import org.sealmx.openpgp.certificate.Revocations.Revocation;
import org.sealmx.openpgp.certificate.SelfSignature.Kind;
import org.sealmx.openpgp.message.RawPacket;

/**
 * Verifies the signatures of one key, the primary key or a designated revoker, on the components of a certificate. A
 * signature that cannot be parsed, was made by another key, does not verify or uses a broken hash is ignored: anybody
 * can append packets to a certificate, and that must not cut its owner off from mail. Used by one thread for one
 * certificate.
 */
final class SignatureVerifier {

    /**
     * The library's policy, but without SHA-1. The library accepts SHA-1 in signatures that claim to be old, but an
     * attacker who can forge a signature can also backdate it.
     */
    private static final OpenPGPPolicy POLICY = new OpenPGPDefaultPolicy().rejectHashAlgorithm(HashAlgorithmTags.SHA1);

    private final PGPPublicKey primary;
    private final PGPPublicKey issuer;
    private final VerificationWork work;
    private final Set<Failure> failed = new HashSet<>();

    /**
     * @param primary the primary key of the certificate
     * @param issuer the key whose signatures count
     * @param work the verification budget of the certificate
     */
    SignatureVerifier(PGPPublicKey primary, PGPPublicKey issuer, VerificationWork work) {
        this.primary = primary;
        this.issuer = issuer;
        this.work = work;
    }

    /** The key whose signatures count. */
    PGPPublicKey issuer() {
        return issuer;
    }

    /**
     * The signatures directly on the primary key.
     *
     * @param keys the primary key
     */
    Verified onPrimaryKey(SignedKeys keys, List<RawPacket> packets) throws MalformedCertificateException {
        return on(keys, packets, PGPSignature.DIRECT_KEY, PGPSignature.KEY_REVOCATION);
    }

    /** The signatures on a user ID. */
    Verified onUserId(byte[] userId, List<RawPacket> packets) throws MalformedCertificateException {
        return verified(
                packets,
                Set.of(
                        PGPSignature.DEFAULT_CERTIFICATION,
                        PGPSignature.NO_CERTIFICATION,
                        PGPSignature.CASUAL_CERTIFICATION,
                        PGPSignature.POSITIVE_CERTIFICATION),
                PGPSignature.CERTIFICATION_REVOCATION,
                signature -> signature.verifyCertification(userId, primary));
    }

    /**
     * The signatures on a subkey.
     *
     * @param keys the primary key and the subkey
     */
    Verified onSubkey(SignedKeys keys, List<RawPacket> packets) throws MalformedCertificateException {
        return on(keys, packets, PGPSignature.SUBKEY_BINDING, PGPSignature.SUBKEY_REVOCATION);
    }

    private Verified on(SignedKeys keys, List<RawPacket> packets, int binding, int revocation)
            throws MalformedCertificateException {
        Verified verified = verified(packets, Set.of(binding), revocation, keys::verify);
        verified.failed().forEach(packet -> failed.add(new Failure(keys, packet.content())));
        return verified;
    }

    /**
     * The content of a revocation, wherever it was found, if it verifies on these keys. The digest that it repeats is
     * compared first, since most revocations are not on these keys. A revocation that failed to verify in its place is
     * not verified again.
     *
     * @param revocation a revocation that the issuer may have made
     * @param budget the limits for the account; when they are reached, the revocation is ignored
     */
    Optional<SelfSignature> revocation(SignedKeys keys, Revocation revocation, Revocations budget) {
        PGPSignature signature = revocation.signature();
        return budget.mayTry(revocation, keys.work(revocation))
                        && keys.isDigestIn(revocation)
                        && !failed.contains(new Failure(keys, revocation.content()))
                        && budget.mayVerify(revocation, VerificationWork.cost(issuer))
                        && isRight(signature, keys::verify)
                ? Optional.of(SelfSignatureParser.read(Kind.REVOCATION, signature))
                : Optional.empty();
    }

    /**
     * Signatures that verify.
     *
     * @param statements their contents
     * @param revocations the packets of the revocations among them
     * @param failed the packets of the revocations of the requested type that do not verify
     */
    record Verified(List<SelfSignature> statements, List<RawPacket> revocations, List<RawPacket> failed) {}

    /**
     * A revocation that does not verify on these keys.
     *
     * @param keys the keys, compared by identity: there is one object for each component of the certificate
     * @param content the content of the packet
     */
    private record Failure(SignedKeys keys, ByteBuffer content) {}

    @FunctionalInterface
    private interface Check {
        boolean verify(PGPSignature signature) throws PGPException;
    }

    private Verified verified(List<RawPacket> packets, Set<Integer> bindings, int revocation, Check check)
            throws MalformedCertificateException {
        List<SelfSignature> statements = new ArrayList<>();
        List<RawPacket> revocations = new ArrayList<>();
        List<RawPacket> wrong = new ArrayList<>();
        for (RawPacket packet : packets) {
            Optional<PGPSignature> parsed = parse(packet).filter(this::claimsToBeOurs);
            if (parsed.isEmpty()) {
                continue;
            }
            PGPSignature signature = parsed.get();
            int type = signature.getSignatureType();
            if (type == revocation && isAcceptableRevocation(signature)) {
                if (verifies(signature, check)) {
                    statements.add(SelfSignatureParser.read(Kind.REVOCATION, signature));
                    revocations.add(packet);
                } else {
                    wrong.add(packet);
                }
            } else if (bindings.contains(type) && isAcceptableBinding(signature) && verifies(signature, check)) {
                statements.add(SelfSignatureParser.read(Kind.BINDING, signature));
            }
        }
        return new Verified(statements, revocations, wrong);
    }

    /** The signature in a packet; empty when it is broken. */
    static Optional<PGPSignature> parse(RawPacket packet) {
        try {
            return Optional.of(new PGPSignature(new BCPGInputStream(new ByteArrayInputStream(packet.whole()))));
        } catch (IOException | PGPException | RuntimeException e) {
            // A broken signature does not count. The library reports broken content with exceptions of any kind.
            return Optional.empty();
        }
    }

    /** Whether the signature names the key as its issuer, or no issuer at all. */
    boolean claimsToBeOurs(PGPSignature signature) {
        try {
            int version = issuer.getVersion() == PublicKeyPacket.VERSION_6
                    ? SignaturePacket.VERSION_6
                    : SignaturePacket.VERSION_4;
            return signature.getVersion() == version
                    && hasCreationTime(signature)
                    && (signature.getKeyIdentifiers().isEmpty()
                            || signature.hasKeyIdentifier(issuer.getKeyIdentifier()));
        } catch (RuntimeException e) {
            // subpackets are parsed lazily
            return false;
        }
    }

    /**
     * The key IDs of the issuers that a signature names, possibly none; empty when they cannot be read, so that it
     * belongs to no key.
     */
    static Optional<Set<Long>> issuers(PGPSignature signature) {
        try {
            return Optional.of(signature.getKeyIdentifiers().stream()
                    .map(KeyIdentifier::getKeyId)
                    .collect(Collectors.toSet()));
        } catch (RuntimeException e) {
            // subpackets are parsed lazily
            return Optional.empty();
        }
    }

    private static boolean hasCreationTime(PGPSignature signature) {
        return signature.getHashedSubPackets() != null
                && signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME);
    }

    /** Whether a misplaced signature can be a revocation at all. Checking this requires no hashing. */
    static boolean mayRevoke(PGPSignature signature) {
        try {
            return hasCreationTime(signature) && isAcceptableRevocation(signature);
        } catch (RuntimeException e) {
            // subpackets are parsed lazily
            return false;
        }
    }

    /**
     * A revocation is accepted even with a hash that is not accepted in a certification, since missing a revocation
     * does more harm.
     */
    private static boolean isAcceptableRevocation(PGPSignature signature) {
        return !SignedKeys.hashName(signature.getHashAlgorithm()).isEmpty();
    }

    private static boolean isAcceptableBinding(PGPSignature signature) {
        return POLICY.isAcceptableCertificationSignatureHashAlgorithm(
                        signature.getHashAlgorithm(), signature.getCreationTime())
                && POLICY.hasNoCriticalUnknownSubpackets(signature)
                && !hasCriticalNotation(signature);
    }

    /**
     * An unknown critical notation makes a signature invalid (RFC 9580 section 5.2.3.24), and all notations are unknown
     * here.
     */
    private static boolean hasCriticalNotation(PGPSignature signature) {
        for (var notation : signature.getHashedSubPackets().getNotationDataOccurrences()) {
            if (notation.isCritical()) {
                return true;
            }
        }
        return false;
    }

    private boolean verifies(PGPSignature signature, Check check) throws MalformedCertificateException {
        work.verify(issuer);
        return isRight(signature, check);
    }

    private boolean isRight(PGPSignature signature, Check check) {
        try {
            return RsaModulus.<Boolean, PGPException>untested(() -> {
                signature.init(new BcPGPContentVerifierBuilderProvider(), issuer);
                return check.verify(signature);
            });
        } catch (PGPException | RuntimeException e) {
            // A signature with invalid numbers does not verify.
            return false;
        }
    }
}
