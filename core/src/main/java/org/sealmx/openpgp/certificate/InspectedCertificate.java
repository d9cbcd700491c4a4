package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.smtp.EmailAddress;

/**
 * One certificate with what people want to know about it, or something else that was found among certificates.
 *
 * @param fingerprint of the primary key, in lower-case hexadecimal; empty when it cannot be read, or is not a
 *     certificate
 * @param userIds in UTF-8, as their owner wrote them: any text, of any length up to 2 KiB. Certified by the primary
 *     key, unless the certificate can never be used
 * @param addresses the addresses in the user IDs
 * @param created when the primary key was made; empty when it cannot be read
 * @param keys the fingerprints of the primary key and of all subkeys, whether they can be used or not
 * @param evaluation whether it can be used, at any instant
 * @param lostProtection why mail is not protected from quantum computers although the certificate is meant to do that:
 *     none of its post-quantum subkeys is sound. A sentence without addresses; empty when that is not so
 */
@Immutable
public record InspectedCertificate(
        Optional<String> fingerprint,
        List<String> userIds,
        Set<EmailAddress> addresses,
        Optional<Instant> created,
        Set<String> keys,
        Evaluations evaluation,
        Optional<String> lostProtection) {

    /** The evaluation at every instant. */
    @Immutable
    public interface Evaluations {

        /** The evaluation at an instant. */
        CertificateEvaluation at(Instant instant);

        /** When a certificate that is usable at an instant no longer is; empty when that never comes. */
        Optional<Instant> usableUntil(Instant instant);
    }

    /** Copies the collections. */
    public InspectedCertificate {
        userIds = List.copyOf(userIds);
        addresses = Set.copyOf(addresses);
        keys = Set.copyOf(keys);
    }

    /** What was read. */
    static InspectedCertificate of(
            EvaluationTimeline timeline,
            Optional<String> fingerprint,
            List<byte[]> userIds,
            Optional<RawCertificate> certificate,
            Optional<String> lostProtection) {
        return new InspectedCertificate(
                fingerprint,
                userIds.stream()
                        .map(userId -> new String(userId, StandardCharsets.UTF_8))
                        .toList(),
                UserIdAddresses.of(userIds),
                certificate
                        .flatMap(
                                raw -> KeyMaterial.parseIfPossible(raw.primary().packet()))
                        .map(primary -> primary.getCreationTime().toInstant()),
                certificate.map(InspectedCertificate::keysOf).orElse(Set.of()),
                new Timeline(timeline),
                lostProtection);
    }

    private static Set<String> keysOf(RawCertificate certificate) {
        Set<String> keys = new LinkedHashSet<>();
        Stream.concat(Stream.of(certificate.primary()), certificate.subkeys().stream())
                .flatMap(component -> KeyMaterial.parseIfPossible(component.packet()).stream())
                .map(InspectedCertificate::fingerprintOf)
                .forEach(keys::add);
        return keys;
    }

    private static String fingerprintOf(PGPPublicKey key) {
        return HexFormat.of().formatHex(key.getFingerprint());
    }

    @Immutable
    private record Timeline(EvaluationTimeline timeline) implements Evaluations {

        @Override
        public CertificateEvaluation at(Instant instant) {
            return timeline.evaluate(instant);
        }

        @Override
        public Optional<Instant> usableUntil(Instant instant) {
            return timeline.changes().tailMap(instant, false).entrySet().stream()
                    .filter(change -> !(change.getValue() instanceof CertificateEvaluation.Usable))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }
}
