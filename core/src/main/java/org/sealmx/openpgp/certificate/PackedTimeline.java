package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Absent;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NoEncryptionSubkey;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.CertificateEvaluation.Obstacle;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;

/**
 * An {@link EvaluationTimeline} packed into one array, which takes a third of the memory: directories keep very many
 * and use few at a time. An evaluation is created on each request, which takes a few microseconds.
 *
 * <p>The array begins with the number of changes (2 octets), followed for each change by its instant (8 octets; omitted
 * for the first, which is {@link Instant#MIN}) and the position of its evaluation (4). An evaluation consists of its
 * kind (1), for a reason the position of the certificate's fingerprint (4), and further data that depend on the kind;
 * each subkey in it consists of its two suites (1 each) and the position of its key (4). A key consists of the position
 * of the certificate's fingerprint (4) and the packet of the subkey. A fingerprint consists of its length (1) and its
 * octets, and is stored once.
 */
@Immutable
final class PackedTimeline implements CertificateSource {

    private static final int ABSENT = 0;
    private static final int EXPIRED = 1;
    private static final int REVOKED = 2;
    private static final int NO_ENCRYPTION_SUBKEY = 3;
    private static final int TOO_WEAK = 4;
    private static final int MALFORMED = 5;
    private static final int USABLE = 6;
    private static final int NOT_FOR_ENCRYPTION = 7;
    private static final int SECRET_KEY = 8;
    /** In place of the position of a fingerprint: none is known. */
    private static final int NOWHERE = 0;

    private static final List<CipherSuite> SUITES = List.of(CipherSuite.values());

    private static final int OF_EACH_CHANGE = Long.BYTES + Integer.BYTES;
    /** The headers of this object and of the array. */
    private static final int HEADERS = 16 + 16;

    @SuppressWarnings("Immutable") // never changed
    private final byte[] packed;

    private PackedTimeline(byte[] packed) {
        this.packed = packed;
    }

    /** The same evaluations at the same instants. */
    static PackedTimeline of(EvaluationTimeline timeline) {
        try {
            return new PackedTimeline(new Packer().pack(timeline.changes()));
        } catch (IOException e) {
            throw new UncheckedIOException("an array could not be written to", e);
        }
    }

    @Override
    public CertificateEvaluation evaluate(Instant at) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        int changes = in.getShort() & 0xffff;
        int latest = 0;
        // all instants are whole seconds
        while (latest + 1 < changes
                && in.getLong(Short.BYTES + latest * OF_EACH_CHANGE + Integer.BYTES) <= at.getEpochSecond()) {
            latest++;
        }
        return evaluation(in.position(in.getInt(Short.BYTES + latest * OF_EACH_CHANGE)));
    }

    @Override
    public Optional<Instant> nextChange(Instant after) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        int changes = in.getShort() & 0xffff;
        for (int change = 1; change < changes; change++) {
            long second = in.getLong(Short.BYTES + (change - 1) * OF_EACH_CHANGE + Integer.BYTES);
            if (second > after.getEpochSecond()) {
                return Optional.of(Instant.ofEpochSecond(second));
            }
        }
        return Optional.empty();
    }

    @Override
    public long footprint() {
        return ((long) HEADERS + packed.length + 7) & ~7L;
    }

    private CertificateEvaluation evaluation(ByteBuffer in) {
        int kind = in.get();
        return switch (kind) {
            case ABSENT -> new Absent();
            case EXPIRED -> new Expired(fingerprint(in.getInt()), Instant.ofEpochSecond(in.getLong()));
            case REVOKED -> new Revoked(fingerprint(in.getInt()));
            case NO_ENCRYPTION_SUBKEY -> new NoEncryptionSubkey(fingerprint(in.getInt()));
            case NOT_FOR_ENCRYPTION -> new NotForEncryption(fingerprint(in.getInt()), text(in));
            case TOO_WEAK -> new TooWeak(fingerprint(in.getInt()), text(in));
            case MALFORMED -> malformed(in);
            case SECRET_KEY -> new SecretKey(SecretKey.Kind.OPENPGP);
            case USABLE -> usable(in);
            default -> throw new IllegalStateException("an evaluation of kind " + kind);
        };
    }

    private Malformed malformed(ByteBuffer in) {
        int fingerprint = in.getInt();
        return new Malformed(
                fingerprint == NOWHERE ? Optional.empty() : Optional.of(fingerprint(fingerprint)), text(in));
    }

    private String fingerprint(int position) {
        return HexFormat.of().formatHex(packed, position + 1, position + 1 + (packed[position] & 0xff));
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[in.getShort() & 0xffff];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private UsableOpenPgp usable(ByteBuffer in) {
        int count = in.getShort() & 0xffff;
        List<EncryptionSubkey> subkeys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CipherSuite preferences = SUITES.get(in.get());
            CipherSuite version1 = SUITES.get(in.get());
            subkeys.add(subkey(in.getInt(), preferences, version1));
        }
        return new UsableOpenPgp(subkeys);
    }

    private EncryptionSubkey subkey(int position, CipherSuite preferences, CipherSuite version1) {
        String certificate = fingerprint(ByteBuffer.wrap(packed).getInt(position));
        int start = position + Integer.BYTES;
        try {
            BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(packed, start, packed.length - start));
            PGPPublicKey key = new PGPPublicKey((PublicKeyPacket) in.readPacket(), new BcKeyFingerprintCalculator());
            return new EncryptionSubkey(
                    certificate, HexFormat.of().formatHex(key.getFingerprint()), key, preferences, version1);
        } catch (IOException | PGPException e) {
            throw new IllegalStateException("a key that was parsed before cannot be parsed again", e);
        }
    }

    /** Writes each key and evaluation once, before the data that refer to it. */
    private static final class Packer {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(body);
        private final Map<String, Integer> keys = new HashMap<>();
        private final Map<String, Integer> fingerprints = new HashMap<>();
        private int start;

        byte[] pack(Map<Instant, CertificateEvaluation> changes) throws IOException {
            start = Short.BYTES + changes.size() * OF_EACH_CHANGE - Long.BYTES;
            ByteBuffer head = ByteBuffer.allocate(start).putShort((short) changes.size());
            for (Map.Entry<Instant, CertificateEvaluation> change : changes.entrySet()) {
                if (head.position() > Short.BYTES) {
                    head.putLong(change.getKey().getEpochSecond());
                }
                head.putInt(write(change.getValue()));
            }
            byte[] rest = body.toByteArray();
            return ByteBuffer.allocate(start + rest.length)
                    .put(head.flip())
                    .put(rest)
                    .array();
        }

        private int position() {
            return start + out.size();
        }

        /** Writes an evaluation and returns its position. */
        private int write(CertificateEvaluation evaluation) throws IOException {
            if (evaluation instanceof UsableOpenPgp usable) {
                for (EncryptionSubkey subkey : usable.recipients()) {
                    write(subkey);
                }
            }
            int fingerprint = fingerprintOf(evaluation);
            int position = position();
            if (evaluation instanceof Absent) {
                out.writeByte(ABSENT);
            } else if (evaluation instanceof Expired expired) {
                reason(EXPIRED, fingerprint);
                out.writeLong(expired.since().getEpochSecond());
            } else if (evaluation instanceof Revoked) {
                reason(REVOKED, fingerprint);
            } else if (evaluation instanceof NoEncryptionSubkey) {
                reason(NO_ENCRYPTION_SUBKEY, fingerprint);
            } else if (evaluation instanceof NotForEncryption other) {
                reason(NOT_FOR_ENCRYPTION, fingerprint);
                write(other.why());
            } else if (evaluation instanceof TooWeak weak) {
                reason(TOO_WEAK, fingerprint);
                write(weak.algorithm());
            } else if (evaluation instanceof Malformed malformed) {
                reason(MALFORMED, fingerprint);
                write(malformed.problem());
            } else if (evaluation instanceof SecretKey) {
                out.writeByte(SECRET_KEY);
            } else if (evaluation instanceof UsableOpenPgp usable) {
                out.writeByte(USABLE);
                out.writeShort(usable.recipients().size());
                for (EncryptionSubkey subkey : usable.recipients()) {
                    out.writeByte(SUITES.indexOf(subkey.preferences()));
                    out.writeByte(SUITES.indexOf(subkey.version1()));
                    out.writeInt(write(subkey));
                }
            } else {
                throw new IllegalStateException("not an evaluation of OpenPGP certificates");
            }
            return position;
        }

        private void reason(int kind, int fingerprint) throws IOException {
            out.writeByte(kind);
            out.writeInt(fingerprint);
        }

        private int fingerprintOf(CertificateEvaluation evaluation) throws IOException {
            if (evaluation instanceof Obstacle obstacle) {
                return fingerprint(obstacle.fingerprint());
            }
            return evaluation instanceof Malformed malformed
                            && malformed.fingerprint().isPresent()
                    ? fingerprint(malformed.fingerprint().get())
                    : NOWHERE;
        }

        /** Writes a fingerprint unless it was written before, and returns its position. */
        private int fingerprint(String fingerprint) throws IOException {
            Integer before = fingerprints.get(fingerprint);
            if (before != null) {
                return before;
            }
            int position = position();
            byte[] octets = HexFormat.of().parseHex(fingerprint);
            out.writeByte(octets.length);
            out.write(octets);
            fingerprints.put(fingerprint, position);
            return position;
        }

        private void write(String text) throws IOException {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            out.writeShort(octets.length);
            out.write(octets);
        }

        /** Writes a subkey unless it was written before, and returns its position. */
        private int write(EncryptionSubkey subkey) throws IOException {
            String name = subkey.certificateFingerprint() + " " + subkey.fingerprint();
            Integer before = keys.get(name);
            if (before != null) {
                return before;
            }
            int certificate = fingerprint(subkey.certificateFingerprint());
            int position = position();
            out.writeInt(certificate);
            out.write(subkey.publicKey().getPublicKeyPacket().getEncoded());
            keys.put(name, position);
            return position;
        }
    }
}
