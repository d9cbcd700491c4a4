package org.sealmx.openpgp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packets of one certificate, grouped: each key or user ID with the signatures behind it (RFC 9580 section 10.1). Nothing in it is
 * verified. Used by one thread while certificates are read.
 */
final class RawCertificate {

    /** A key or a user ID with the signatures that stand behind it anywhere, each once. */
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

    /** The user IDs in their order. */
    Collection<Component> userIds() {
        return userIds.values();
    }

    /** The subkeys in their order. */
    Collection<Component> subkeys() {
        return subkeys.values();
    }

    /**
     * Collects certificates from any number of packet streams. Copies of one certificate become one: a revocation that only one of them
     * has counts for all.
     */
    static final class Collector {

        private final Map<ByteBuffer, RawCertificate> certificates = new LinkedHashMap<>();

        /**
         * Adds the certificates of a stream. Packets that say nothing about encryption are left out: user attributes and trust, marker,
         * padding and unknown packets.
         *
         * @throws MalformedCertificateException when there is secret key material, or the stream is no certificate
         */
        void add(List<RawPacket> packets) throws MalformedCertificateException {
            List<RawCertificate> ours = new ArrayList<>();
            Map<ByteBuffer, RawPacket> signatures = new LinkedHashMap<>();
            for (RawPacket packet : packets) {
                switch (packet.tag()) {
                    case RawPacket.SECRET_KEY, RawPacket.SECRET_SUBKEY ->
                        throw new MalformedCertificateException("a secret key stands where a certificate belongs");
                    case RawPacket.PUBLIC_KEY -> {
                        ours.add(certificates.computeIfAbsent(
                                packet.content(), body -> new RawCertificate(new Component(packet))));
                        signatures = last(ours).primary.distinctSignatures();
                    }
                    case RawPacket.USER_ID -> signatures = component(packet, last(ours).userIds);
                    case RawPacket.PUBLIC_SUBKEY -> signatures = component(packet, last(ours).subkeys);
                    case RawPacket.USER_ATTRIBUTE -> signatures = new LinkedHashMap<>();
                    case RawPacket.SIGNATURE -> signatures.putIfAbsent(packet.content(), packet);
                    default -> {
                        // says nothing about encryption
                    }
                }
            }
            last(ours);
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

        /** What was added, each certificate once. */
        Collection<RawCertificate> certificates() {
            return certificates.values();
        }
    }
}
