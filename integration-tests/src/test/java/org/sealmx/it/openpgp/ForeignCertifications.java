package org.sealmx.it.openpgp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.sealmx.it.harness.OpenPgpPacket;
import org.sealmx.openpgp.certificate.TestKeys;

/**
 * Floods a certificate with certifications by somebody else, all of them valid. gpg would need minutes to make that
 * many.
 */
final class ForeignCertifications {

    private ForeignCertifications() {}

    /** Adds certifications of the first user ID. */
    static Certificate add(Certificate certificate, int count) throws IOException {
        PGPKeyPair signer = TestKeys.curve25519().keyPairs().get(0);
        PGPPublicKey primary =
                new PGPPublicKeyRing(certificate.binary(), new BcKeyFingerprintCalculator()).getPublicKey();
        String userId = primary.getUserIDs().next();
        List<OpenPgpPacket> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.addAll(OpenPgpPacket.split(certify(signer, primary, userId, i)));
        }
        return certificate.afterUserId(all);
    }

    private static byte[] certify(PGPKeyPair signer, PGPPublicKey primary, String userId, int number)
            throws IOException {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(signer.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                    signer.getPublicKey());
            generator.init(PGPSignature.DEFAULT_CERTIFICATION, signer.getPrivateKey());
            PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
            subpackets.setSignatureCreationTime(true, Date.from(Workshop.LATER.plusSeconds(number)));
            subpackets.setIssuerFingerprint(false, signer.getPublicKey());
            generator.setHashedSubpackets(subpackets.generate());
            return generator.generateCertification(userId, primary).getEncoded();
        } catch (PGPException e) {
            throw new IOException(e);
        }
    }
}
