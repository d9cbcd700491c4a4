package org.sealmx.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.sealmx.net.NameLookups;

/**
 * Limits the time to wait for the addresses of a name. The library resolves names in the thread that sends the request,
 * or in one that serves all connections, without a limit.
 */
@ThreadSafe
final class BoundedDnsResolver implements DnsResolver {

    private final DnsResolver resolver;
    private final NameLookups lookups;

    /** @param longest how long to wait for a look-up */
    BoundedDnsResolver(DnsResolver resolver, Duration longest) {
        this.resolver = resolver;
        this.lookups = new NameLookups(resolver::resolve, longest);
    }

    /** @throws UnknownHostException also when the look-up takes too long or the waiting thread is interrupted */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return lookups.addressesOf(host);
    }

    /** Passes the call on. Only ways to log in that are switched off need it. */
    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
