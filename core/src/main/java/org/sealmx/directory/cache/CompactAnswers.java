package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.SenderRule;
import org.sealmx.smtp.EmailAddress;

/**
 * Makes answers small and estimates how many octets they take in a 64-bit virtual machine with compressed pointers.
 * Pure functions.
 */
@ThreadSafe
final class CompactAnswers {

    /** The cache's own record of an entry, its place in the hash table, and its share of the frequency sketch. */
    private static final long NODE = 96;

    private static final long ADDRESS = 24;
    private static final long ANSWER = 40;
    private static final long LIST = 24;
    private static final long ROUTES = 24;
    private static final long ROUTE = 32;
    private static final long ACCOUNT = 16;
    private static final long RULE = 16;
    private static final long STRING = 24;
    private static final long ARRAY = 16;
    private static final long REFERENCE = 4;

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<String, String> domains;

    /** @param domains common domains, in lower-case A-label form: addresses share one string for each */
    CompactAnswers(Collection<String> domains) {
        this.domains = domains.stream()
                .collect(Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /** The same address, with the string of its domain that all addresses of the domain share. */
    EmailAddress compact(EmailAddress address) {
        String shared = domains.get(address.domain());
        return shared == null ? address : address.sharingDomain(shared);
    }

    /**
     * An equal answer that shares what it can.
     *
     * @param recipient the address that the answer is about, in the form that is kept
     */
    Resolution compact(EmailAddress recipient, Resolution resolution) {
        if (!(resolution instanceof Resolution.Routes routes)) {
            return resolution;
        }
        List<Route> compact = routes.routes().stream()
                .map(route -> new Route(
                        route.account(),
                        compactMailbox(recipient, route.mailbox()),
                        route.remote(),
                        route.overQuota(),
                        route.certificates(),
                        route.identity()))
                .toList();
        return new Resolution.Routes(compact, routes.blocked(), routes.senderRule());
    }

    private EmailAddress compactMailbox(EmailAddress recipient, EmailAddress mailbox) {
        boolean same = mailbox.equals(recipient) && mailbox.localPart().equals(recipient.localPart());
        return same ? recipient : compact(mailbox);
    }

    /** Roughly how many octets an entry takes. */
    int weigh(Object key, CachedAnswer answer) {
        long bytes = NODE
                + ANSWER
                + aligned(ARRAY + Integer.BYTES * (long) answer.dependencies())
                + (key instanceof EmailAddress address ? weigh(address) : weigh(key.toString()))
                + weigh(key, answer.resolution());
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private long weigh(Object key, Resolution resolution) {
        if (!(resolution instanceof Resolution.Routes routes)) {
            return ARRAY;
        }
        long bytes = ROUTES + weigh(routes.routes()) + weigh(routes.blocked()) + weigh(routes.senderRule());
        for (Route route : routes.routes()) {
            bytes += ROUTE
                    + ACCOUNT
                    + weigh(route.account().value())
                    + (route.remote() ? weigh(route.identity()) : 0)
                    + (route.mailbox() == key ? 0 : weigh(route.mailbox()))
                    + route.certificates().footprint();
        }
        return bytes;
    }

    private static long weigh(SenderRule rule) {
        return rule.patterns().isEmpty()
                ? 0
                : RULE
                        + weigh(rule.patterns())
                        + rule.patterns().stream()
                                .mapToLong(CompactAnswers::weigh)
                                .sum();
    }

    private static long weigh(List<?> list) {
        return list.isEmpty() ? 0 : LIST + (list.size() <= 2 ? 0 : aligned(ARRAY + REFERENCE * list.size()));
    }

    private long weigh(EmailAddress address) {
        boolean two = !address.localPart().equals(address.canonicalLocalPart());
        return ADDRESS
                + weigh(address.localPart())
                + (two ? weigh(address.canonicalLocalPart()) : 0)
                + (domains.containsKey(address.domain()) ? 0 : weigh(address.domain()));
    }

    private static long weigh(String text) {
        boolean narrow = text.chars().allMatch(c -> c < 256);
        return STRING + aligned(ARRAY + (narrow ? 1 : 2) * (long) text.length());
    }

    private static long aligned(long bytes) {
        return (bytes + 7) & ~7;
    }
}
