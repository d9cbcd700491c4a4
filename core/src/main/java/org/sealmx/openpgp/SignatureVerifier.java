package org.sealmx.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.sealmx.openpgp.SelfSignature.Kind;

/**
 * Verifies the signatures of one primary key on the components of its own certificate. What does not parse, was made by others, does not
 * verify or is made with a broken hash is dropped as if it were not there: everybody can append packets to a certificate, and nobody may
 * be cut off from their mail by it. Used by one thread for one certificate.
 */
final class SignatureVerifier {

    /** The library's, which takes SHA-1 in signatures that claim to be old: whoever can forge one can also date it back. */
    private static final OpenPGPPolicy POLICY = new OpenPGPDefaultPolicy().rejectHashAlgorithm(HashAlgorithmTags.SHA1);
    /** A revocation is believed even when a certification with the same hash would not be: the other mistake costs more. */
    private static final Set<Integer> HASHES_OF_REVOCATIONS = Set.of(
            HashAlgorithmTags.SHA1,
            HashAlgorithmTags.SHA224,
            HashAlgorithmTags.SHA256,
            HashAlgorithmTags.SHA384,
            HashAlgorithmTags.SHA512,
            HashAlgorithmTags.SHA3_256,
            HashAlgorithmTags.SHA3_512);

    private final PGPPublicKey primary;
    private final int limit;
    private int seen;

    /**
     * @param primary whose signatures count
     * @param limit   how many there may be in the certificate
     */
    SignatureVerifier(PGPPublicKey primary, int limit) {
        this.primary = primary;
        this.limit = limit;
    }

    /** The signatures directly on the primary key. */
    List<SelfSignature> onPrimaryKey(List<RawPacket> packets) throws MalformedCertificateException {
        return verified(
                packets,
                Set.of(PGPSignature.DIRECT_KEY),
                PGPSignature.KEY_REVOCATION,
                signature -> signature.verifyCertification(primary));
    }

    /** The signatures on a user ID. */
    List<SelfSignature> onUserId(byte[] userId, List<RawPacket> packets) throws MalformedCertificateException {
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

    /** The signatures on a subkey. */
    List<SelfSignature> onSubkey(PGPPublicKey subkey, List<RawPacket> packets) throws MalformedCertificateException {
        return verified(
                packets,
                Set.of(PGPSignature.SUBKEY_BINDING),
                PGPSignature.SUBKEY_REVOCATION,
                signature -> signature.verifyCertification(primary, subkey));
    }

    @FunctionalInterface
    private interface Check {
        boolean verify(PGPSignature signature) throws PGPException;
    }

    private List<SelfSignature> verified(List<RawPacket> packets, Set<Integer> bindings, int revocation, Check check)
            throws MalformedCertificateException {
        List<SelfSignature> result = new ArrayList<>();
        for (RawPacket packet : packets) {
            Optional<PGPSignature> parsed = parse(packet).filter(this::claimsToBeOurs);
            if (parsed.isEmpty()) {
                continue;
            }
            if (++seen > limit) {
                throw new MalformedCertificateException("more than " + limit + " signatures");
            }
            PGPSignature signature = parsed.get();
            int type = signature.getSignatureType();
            if (type == revocation && isAcceptableRevocation(signature) && verifies(signature, check)) {
                result.add(SelfSignatureParser.read(Kind.REVOCATION, signature));
            } else if (bindings.contains(type) && isAcceptableBinding(signature) && verifies(signature, check)) {
                result.add(SelfSignatureParser.read(Kind.BINDING, signature));
            }
        }
        return result;
    }

    private static Optional<PGPSignature> parse(RawPacket packet) {
        try {
            return Optional.of(new PGPSignature(new BCPGInputStream(new ByteArrayInputStream(packet.whole()))));
        } catch (IOException | PGPException | RuntimeException e) {
            // A broken signature is no signature. The library reports broken content by exceptions of any kind.
            return Optional.empty();
        }
    }

    /** Whether the signature names the primary key as its issuer, or no issuer at all. */
    private boolean claimsToBeOurs(PGPSignature signature) {
        try {
            int version = primary.getVersion() == PublicKeyPacket.VERSION_6
                    ? SignaturePacket.VERSION_6
                    : SignaturePacket.VERSION_4;
            return signature.getVersion() == version
                    && signature.getHashedSubPackets() != null
                    && signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)
                    && (signature.getKeyIdentifiers().isEmpty()
                            || signature.hasKeyIdentifier(primary.getKeyIdentifier()));
        } catch (RuntimeException e) {
            // subpackets are parsed lazily
            return false;
        }
    }

    private static boolean isAcceptableRevocation(PGPSignature signature) {
        return HASHES_OF_REVOCATIONS.contains(signature.getHashAlgorithm());
    }

    private static boolean isAcceptableBinding(PGPSignature signature) {
        return POLICY.isAcceptableCertificationSignatureHashAlgorithm(
                        signature.getHashAlgorithm(), signature.getCreationTime())
                && POLICY.hasNoCriticalUnknownSubpackets(signature)
                && !hasCriticalNotation(signature);
    }

    /** No notation is known here, and one that is critical and not known makes a signature void (RFC 9580 section 5.2.3.24). */
    private static boolean hasCriticalNotation(PGPSignature signature) {
        for (var notation : signature.getHashedSubPackets().getNotationDataOccurrences()) {
            if (notation.isCritical()) {
                return true;
            }
        }
        return false;
    }

    private boolean verifies(PGPSignature signature, Check check) {
        try {
            return RsaModulus.<Boolean, PGPException>untested(() -> {
                signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
                return check.verify(signature);
            });
        } catch (PGPException | RuntimeException e) {
            // A signature whose numbers make no sense does not verify.
            return false;
        }
    }
}
