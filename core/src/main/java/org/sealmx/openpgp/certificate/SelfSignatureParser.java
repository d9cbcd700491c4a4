package org.sealmx.openpgp.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.bouncycastle.bcpg.sig.RevocationKeyTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/** Reads the content of a verified signature from its hashed area only, since anybody can change the unhashed area. */
final class SelfSignatureParser {

    private SelfSignatureParser() {}

    /** Reads the content of a signature. */
    static SelfSignature read(SelfSignature.Kind kind, PGPSignature signature) {
        PGPSignatureSubpacketVector hashed = signature.getHashedSubPackets();
        Instant created = hashed.getSignatureCreationTime().toInstant();
        long validity = hashed.getSignatureExpirationTime();
        return new SelfSignature(
                kind,
                created,
                validity == 0 ? Instant.MAX : created.plusSeconds(validity),
                signature.isHardRevocation(),
                when(hashed, SignatureSubpacketTags.KEY_EXPIRE_TIME).map(h -> h.getKeyExpirationTime()),
                when(hashed, SignatureSubpacketTags.KEY_FLAGS).map(h -> h.getKeyFlags()),
                hashed.isPrimaryUserID(),
                Optional.ofNullable(hashed.getFeatures()).map(SelfSignatureParser::firstOctet),
                Optional.ofNullable(hashed.getPreferredSymmetricAlgorithms()).map(SelfSignatureParser::list),
                revokers(hashed),
                Optional.ofNullable(hashed.getPreferredAEADCiphersuites()).map(SelfSignatureParser::hasAes256Ocb));
    }

    /** Designated revokers (RFC 9580 section 5.2.3.23). */
    private static List<String> revokers(PGPSignatureSubpacketVector hashed) {
        List<String> fingerprints = new ArrayList<>();
        for (SignatureSubpacket subpacket : hashed.getSubpackets(SignatureSubpacketTags.REVOCATION_KEY)) {
            // class, algorithm and fingerprint
            byte[] data = subpacket.getData();
            if (data.length > 2 && (data[0] & RevocationKeyTags.CLASS_DEFAULT) != 0) {
                fingerprints.add(HexFormat.of().formatHex(data, 2, data.length));
            }
        }
        return fingerprints;
    }

    private static Optional<PGPSignatureSubpacketVector> when(PGPSignatureSubpacketVector hashed, int tag) {
        return Optional.of(hashed).filter(h -> h.hasSubpacket(tag));
    }

    private static int firstOctet(Features features) {
        return features.getData().length == 0 ? 0 : features.getData()[0] & 0xff;
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static boolean hasAes256Ocb(PreferredAEADCiphersuites suites) {
        return Arrays.stream(suites.getRawAlgorithms())
                .anyMatch(suite -> suite.getSymmetricAlgorithm() == SymmetricKeyAlgorithmTags.AES_256
                        && suite.getAeadAlgorithm() == AEADAlgorithmTags.OCB);
    }
}
