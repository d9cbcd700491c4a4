package org.sealmx.openpgp;

import java.util.ArrayList;
import java.util.List;

/**
 * The packets of one certificate, grouped: each key or user ID with the signatures behind it (RFC 9580 section 10.1). Nothing in it is
 * verified.
 *
 * @param primary the primary key and the signatures directly on it
 * @param userIds the user IDs
 * @param subkeys the subkeys
 */
record RawCertificate(Component primary, List<Component> userIds, List<Component> subkeys) {

    /**
     * A packet and the signatures that follow it.
     *
     * @param packet     a key or a user ID
     * @param signatures in their order
     */
    record Component(RawPacket packet, List<RawPacket> signatures) {}

    /**
     * Groups the packets of one or more certificates. Packets that say nothing about encryption are left out: user attributes and
     * trust, marker, padding and unknown packets.
     *
     * @return at least one
     * @throws MalformedCertificateException when there is secret key material, or no certificate at all
     */
    static List<RawCertificate> group(List<RawPacket> packets) throws MalformedCertificateException {
        List<RawCertificate> certificates = new ArrayList<>();
        List<RawPacket> signatures = new ArrayList<>();
        for (RawPacket packet : packets) {
            switch (packet.tag()) {
                case RawPacket.SECRET_KEY, RawPacket.SECRET_SUBKEY ->
                    throw new MalformedCertificateException("a secret key stands where a certificate belongs");
                case RawPacket.SIGNATURE -> signatures.add(packet);
                case RawPacket.USER_ATTRIBUTE -> signatures = new ArrayList<>();
                case RawPacket.PUBLIC_KEY, RawPacket.USER_ID, RawPacket.PUBLIC_SUBKEY -> {
                    signatures = new ArrayList<>();
                    add(new Component(packet, signatures), certificates);
                }
                default -> {
                    // says nothing about encryption
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new MalformedCertificateException("there is no primary key");
        }
        return certificates;
    }

    private static void add(Component component, List<RawCertificate> certificates)
            throws MalformedCertificateException {
        if (component.packet().tag() == RawPacket.PUBLIC_KEY) {
            certificates.add(new RawCertificate(component, new ArrayList<>(), new ArrayList<>()));
            return;
        }
        if (certificates.isEmpty()) {
            throw new MalformedCertificateException("the content does not begin with a primary key");
        }
        RawCertificate current = certificates.get(certificates.size() - 1);
        (component.packet().tag() == RawPacket.USER_ID ? current.userIds() : current.subkeys()).add(component);
    }
}
