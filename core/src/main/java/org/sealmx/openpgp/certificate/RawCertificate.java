package org.sealmx.openpgp.certificate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.openpgp.message.RawPacket;

/**
 * The packets of one certificate, in groups: each key or user ID with the signatures that follow it (RFC 9580 section
 * 10.1). Nothing is verified. Used by one thread while certificates are read.
 */
final class RawCertificate {

    /** A key or user ID with the signatures that follow any of its occurrences, each once. */
    record Component(RawPacket packet, Map<ByteBuffer, RawPacket> distinctSignatures) {

        Component(RawPacket packet) {
            this(packet, new LinkedHashMap<>());
        }

        List<RawPacket> signatures() {
            return List.copyOf(distinctSignatures.values());
        }
    }

    private final Component primary;
    private final Map<ByteBuffer, Component> userIds = new LinkedHashMap<>();
    private final Map<ByteBuffer, Component> subkeys = new LinkedHashMap<>();

    private RawCertificate(Component primary) {
        this.primary = primary;
    }

    /** The primary key. */
    Component primary() {
        return primary;
    }

    /** The user IDs in order. */
    Collection<Component> userIds() {
        return userIds.values();
    }

    /** The number of signatures of all components. */
    int signatures() {
        return Stream.of(List.of(primary), userIds.values(), subkeys.values())
                .flatMap(Collection::stream)
                .mapToInt(component -> component.distinctSignatures.size())
                .sum();
    }

    /** The subkeys in order. */
    Collection<Component> subkeys() {
        return subkeys.values();
    }

    /**
     * Collects certificates from any number of packet streams. Copies of a certificate are merged: a revocation in only
     * one of them counts for all.
     */
    static final class Collector {

        /**
         * In octets, as in gpg. Anything longer is not a name, and would be hashed again for each of its signatures.
         */
        private static final int LONGEST_USER_ID = 2048;

        private final Map<ByteBuffer, RawCertificate> certificates = new LinkedHashMap<>();
        private final Map<ByteBuffer, RawPacket> revocations = new LinkedHashMap<>();
        private final List<List<RawPacket>> detached = new ArrayList<>();

        /**
         * Adds the certificates of a stream, or the signatures of a stream that contains no certificate. Packets that
         * are irrelevant to encryption are ignored: user attributes and trust, marker, padding and unknown packets.
         *
         * @throws MalformedCertificateException when the stream contains secret key material or is not a certificate
         */
        void add(List<RawPacket> packets) throws MalformedCertificateException {
            List<RawPacket> signatures = packets.stream()
                    .filter(packet -> packet.tag() == RawPacket.SIGNATURE)
                    .toList();
            if (!signatures.isEmpty() && packets.stream().noneMatch(Collector::isComponent)) {
                detached.add(signatures);
            } else {
                addCertificates(packets);
            }
        }

        /** Adds the revocations of a stream, wherever they are in it, even if the rest is broken. */
        void addRevocations(List<RawPacket> packets) {
            packets.stream()
                    .filter(RawPacket::isKeyRevocation)
                    .forEach(packet -> revocations.putIfAbsent(packet.content(), packet));
        }

        private void addCertificates(List<RawPacket> packets) throws MalformedCertificateException {
            List<RawCertificate> ours = new ArrayList<>();
            Map<ByteBuffer, RawPacket> signatures = new LinkedHashMap<>();
            for (RawPacket packet : packets) {
                switch (packet.tag()) {
                    case RawPacket.SECRET_KEY, RawPacket.SECRET_SUBKEY ->
                        throw MalformedCertificateException.secretKey(SecretKey.Kind.OPENPGP);
                    case RawPacket.PUBLIC_KEY -> {
                        ours.add(certificates.computeIfAbsent(
                                packet.content(), body -> new RawCertificate(new Component(packet))));
                        signatures = last(ours).primary.distinctSignatures();
                    }
                    case RawPacket.USER_ID -> {
                        Map<ByteBuffer, Component> userIds = last(ours).userIds;
                        signatures = packet.body().length > LONGEST_USER_ID
                                ? new LinkedHashMap<>()
                                : component(packet, userIds);
                    }
                    case RawPacket.PUBLIC_SUBKEY -> signatures = component(packet, last(ours).subkeys);
                    case RawPacket.USER_ATTRIBUTE -> signatures = new LinkedHashMap<>();
                    case RawPacket.SIGNATURE -> signatures.putIfAbsent(packet.content(), packet);
                    default -> {
                        // irrelevant to encryption
                    }
                }
            }
            last(ours);
        }

        private static boolean isComponent(RawPacket packet) {
            return switch (packet.tag()) {
                case RawPacket.SECRET_KEY,
                        RawPacket.SECRET_SUBKEY,
                        RawPacket.PUBLIC_KEY,
                        RawPacket.USER_ID,
                        RawPacket.PUBLIC_SUBKEY -> true;
                default -> false;
            };
        }

        private static RawCertificate last(List<RawCertificate> certificates) throws MalformedCertificateException {
            if (certificates.isEmpty()) {
                throw new MalformedCertificateException("the content does not begin with a primary key");
            }
            return certificates.get(certificates.size() - 1);
        }

        private static Map<ByteBuffer, RawPacket> component(RawPacket packet, Map<ByteBuffer, Component> components) {
            return components
                    .computeIfAbsent(packet.content(), body -> new Component(packet))
                    .distinctSignatures();
        }

        /** The certificates added, each once. */
        Collection<RawCertificate> certificates() {
            return certificates.values();
        }

        /** The revocations of keys in all streams, each once. */
        Collection<RawPacket> revocations() {
            return revocations.values();
        }

        /** The signatures of each stream that contains no certificate. */
        List<List<RawPacket>> detached() {
            return detached;
        }
    }
}
