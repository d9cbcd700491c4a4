package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;

/**
 * Where Postfix sends mail (transport(5)), for {@code transport_maps}: to SealMX for addresses of our domains and for
 * the domains themselves, whether the address exists or not; not found for all others. Asks no directory, so it also
 * answers during an outage.
 */
@ThreadSafe
public final class TransportTable implements LookupTable {

    private final OurDomains ours;
    private final String transport;

    /**
     * @param ours whose mail is ours
     * @param transport such as {@code lmtp:inet:127.0.0.1:10024}
     */
    public TransportTable(OurDomains ours, String transport) {
        this.ours = ours;
        this.transport = transport;
    }

    @Override
    public LookupAnswer find(String key) {
        return KeyAddress.domainOf(key)
                .filter(ours::contain)
                .<LookupAnswer>map(domain -> new LookupAnswer.Found(transport))
                .orElseGet(LookupAnswer.NotFound::new);
    }
}
