package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.sealmx.certificate.BestReason;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NoEncryptionSubkey;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.UsableOpenPgp;

/**
 * A certificate whose signatures are verified, to be evaluated at any instant. It exists only while a certificate is
 * read; its evaluations at all instants form a short list, see {@link EvaluationTimeline}.
 *
 * @param fingerprint of the primary key
 * @param primary the primary key with the signatures directly on it
 * @param userIds the certifications of the user IDs
 * @param subkeys the subkeys
 * @param unreadable why subkeys that cannot be read are not used
 */
@Immutable
record VerifiedCertificate(
        String fingerprint,
        VerifiedKey primary,
        UserIds userIds,
        List<VerifiedKey> subkeys,
        List<CertificateEvaluation> unreadable) {

    /** Takes copies. */
    VerifiedCertificate {
        subkeys = List.copyOf(subkeys);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * The maximum number of signatures on user IDs to evaluate, summed over all instants. They take on the order of a
     * second.
     */
    private static final long MOST_WORK = 64_000_000;
    /** The weight of a signature on a key, relative to one on a user ID, since the key is evaluated as well. */
    private static final long OF_EACH_ON_KEYS = 16;

    /**
     * All instants at which the evaluation can change.
     *
     * @throws MalformedCertificateException when evaluating all signatures at each of them is too much work
     */
    NavigableSet<Instant> turningPoints() throws MalformedCertificateException {
        NavigableSet<Instant> instants = new TreeSet<>();
        List<SelfSignature> certifications =
                new ArrayList<>(primary.signatures().all());
        userIds.all().forEach(user -> certifications.addAll(user.all()));
        addTurningPoints(primary, certifications, instants);
        subkeys.forEach(subkey -> addTurningPoints(subkey, subkey.signatures().all(), instants));
        instants.remove(Instant.MAX);
        long onKeys = primary.signatures().all().size()
                + subkeys.stream()
                        .mapToLong(subkey -> subkey.signatures().all().size())
                        .sum();
        long ofUserIds = userIds.signatures();
        if (instants.size() * (ofUserIds + OF_EACH_ON_KEYS * onKeys) > MOST_WORK) {
            throw new MalformedCertificateException(
                    "too many self-signatures to evaluate (" + ofUserIds + " on user IDs, " + onKeys + " on keys, "
                            + instants.size() + " dates): use gpg --export-options export-minimal");
        }
        return instants;
    }

    private static void addTurningPoints(
            VerifiedKey key, List<SelfSignature> signatures, NavigableSet<Instant> instants) {
        instants.add(key.created());
        for (SelfSignature signature : signatures) {
            instants.add(signature.created());
            instants.add(signature.expires());
            key.expiry(signature.keyValidity()).ifPresent(instants::add);
        }
    }

    /**
     * What the operator should know when the certificate has subkeys that withstand a quantum computer, none of which
     * is sound, beside a classical key that mail can be encrypted to instead, at whatever instant; empty when that is
     * not so.
     */
    Optional<String> lostProtection() {
        boolean sound = subkeys.stream()
                .anyMatch(subkey -> subkey.isPostQuantum() && subkey.damage().isEmpty());
        boolean classical = Stream.concat(Stream.of(primary), subkeys.stream())
                .anyMatch(key -> !key.isPostQuantum()
                        && KeyStrength.canEncrypt(key.key())
                        && key.damage().isEmpty());
        if (sound || !classical) {
            return Optional.empty();
        }
        Stream<String> damages =
                subkeys.stream().filter(VerifiedKey::isPostQuantum).flatMap(subkey -> subkey.damage().stream());
        Stream<String> unread =
                unreadable.stream().filter(Malformed.class::isInstance).map(reason -> ((Malformed) reason).problem());
        return Stream.concat(damages, unread)
                .findFirst()
                .map(damage -> "no post-quantum subkey of certificate " + fingerprint + " can be used (" + damage
                        + "), so what is encrypted to its other keys is not protected from quantum computers; have its"
                        + " owner export it again");
    }

    /** The evaluation of the certificate at an instant. */
    CertificateEvaluation evaluate(Instant at) {
        if (primary.signatures().revokedAt(at)) {
            return new Revoked(fingerprint);
        }
        CertificateBinding binding =
                new CertificateBinding(primary.signatures().bindingAt(at), userIds.certificationAt(at));
        if (at.isBefore(primary.created()) || !isBoundBy(binding)) {
            return unboundAt(at);
        }
        return primary.expiry(binding.first(SelfSignature::keyValidity))
                .filter(expiry -> !at.isBefore(expiry))
                .<CertificateEvaluation>map(since -> new Expired(fingerprint, since))
                .orElseGet(() -> evaluateKeys(binding, at));
    }

    /** A primary key of version 6 must have a direct-key signature; an older one, that or a certified user ID. */
    private boolean isBoundBy(CertificateBinding binding) {
        boolean directOnly = primary.key().getVersion() >= PublicKeyPacket.VERSION_6;
        return binding.direct().isPresent() || (!directOnly && binding.user().isPresent());
    }

    private CertificateEvaluation unboundAt(Instant at) {
        return Stream.concat(userIds.all().stream(), Stream.of(primary.signatures()))
                .flatMap(signatures -> signatures.endedBefore(at).stream())
                .max(Comparator.naturalOrder())
                .<CertificateEvaluation>map(since -> new Expired(fingerprint, since))
                .orElseGet(() -> new NoEncryptionSubkey(fingerprint));
    }

    private CertificateEvaluation evaluateKeys(CertificateBinding binding, Instant at) {
        List<VerifiedKey> usable = new ArrayList<>();
        List<CertificateEvaluation> obstacles = new ArrayList<>(unreadable);
        if (primary.isForEncryption(binding.first(SelfSignature::keyFlags).orElse(0))) {
            usable.add(primary);
        }
        for (VerifiedKey subkey : subkeys) {
            subkey.obstacleAt(fingerprint, at).ifPresentOrElse(obstacles::add, () -> usable.add(subkey));
        }
        if (usable.isEmpty()) {
            // most certificates have a subkey for signatures, which says nothing about the others
            obstacles.removeIf(NoEncryptionSubkey.class::isInstance);
            return BestReason.of(obstacles).orElseGet(() -> new NoEncryptionSubkey(fingerprint));
        }
        boolean postQuantum = usable.stream().anyMatch(VerifiedKey::isPostQuantum);
        CipherSuite suite = binding.suite(postQuantum);
        CipherSuite version1 = binding.version1Suite(postQuantum);
        return new UsableOpenPgp(usable.stream()
                .map(subkey -> new EncryptionSubkey(
                        fingerprint,
                        HexFormat.of().formatHex(subkey.key().getFingerprint()),
                        subkey.key(),
                        suite,
                        version1))
                .toList());
    }
}
