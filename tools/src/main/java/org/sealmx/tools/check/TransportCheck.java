package org.sealmx.tools.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks where Postfix delivers the mail for a domain. The first class of addresses that lists the domain counts;
 * {@code transport_maps} or the class gives the transport, which must lead to the LMTP server. Used by one thread.
 */
final class TransportCheck {

    private static final String LMTP = "lmtp";

    private final PostfixSettings postfix;
    private final PostfixLists lists;
    private final LmtpEntrance entrance;
    private final Consumer<String> problems;
    private final Consumer<String> unseen;
    private final Map<String, String> recipientLists = new LinkedHashMap<>();
    private final Set<String> services = new LinkedHashSet<>();

    /**
     * @param problems gets the problems
     * @param unseen gets what could not be checked
     */
    TransportCheck(PostfixSettings postfix, LmtpEntrance entrance, Consumer<String> problems, Consumer<String> unseen) {
        this.postfix = postfix;
        this.lists = new PostfixLists(postfix);
        this.entrance = entrance;
        this.problems = problems;
        this.unseen = unseen;
    }

    /**
     * The domains checked so far whose mail reaches SealMX, each with the parameter whose list of recipients makes
     * Postfix refuse all others.
     */
    Map<String, String> recipientLists() {
        return Map.copyOf(recipientLists);
    }

    /** The services of {@code master.cf} that deliver them, or else the one in the samples. */
    Set<String> services() {
        return services.isEmpty() ? Set.of(LMTP) : Set.copyOf(services);
    }

    /** Checks one of our domains. */
    void check(String domain) {
        if (lists.lists("mydestination", domain)) {
            checkLocal(domain);
        } else if (lists.lists("virtual_alias_domains", domain)) {
            problems.accept(
                    domain + " is in virtual_alias_domains (by default that is whatever virtual_alias_maps lists),"
                            + " so its mail does not reach SealMX; take it out");
        } else if (lists.lists("virtual_mailbox_domains", domain)) {
            if (reaches(domain, "virtual_transport", "in virtual_mailbox_domains")) {
                recipientLists.put(domain, "virtual_mailbox_maps");
            }
        } else if (lists.lists("relay_domains", domain)) {
            if (reaches(domain, "relay_transport", "in relay_domains")) {
                recipientLists.put(domain, "relay_recipient_maps");
            }
        } else {
            problems.accept(domain + " is not in relay_domains, so Postfix refuses its mail; add it");
        }
    }

    private void checkLocal(String domain) {
        Transport transport = transport(domain, "local_transport");
        if (transport.isLmtp()) {
            problems.accept(domain
                    + " is in mydestination, so Postfix refuses all recipients that are not in local_recipient_maps ("
                    + postfix.value("local_recipient_maps") + "); take it out, and add it to relay_domains");
        } else if (transport.service().equals("local") && goesOn()) {
            problems.accept(
                    domain + " is in mydestination, so Postfix applies alias_maps and .forward files before its mail"
                            + " reaches SealMX, and refuses all recipients that are not in local_recipient_maps; take it out, and add"
                            + " it to relay_domains");
        } else {
            problems.accept(domain + " is in mydestination, so Postfix stores its mail itself, unsealed; take it out"
                    + " (Debian's \"Internet Site\" puts it there)");
        }
    }

    /** Whether Postfix' local delivery passes mail on via LMTP. */
    private boolean goesOn() {
        return !postfix.value("mailbox_transport").isEmpty()
                && Transport.of(postfix, "mailbox_transport", postfix.value("mailbox_transport"))
                        .isLmtp();
    }

    private boolean reaches(String domain, String parameter, String where) {
        Transport transport = transport(domain, parameter);
        if (!transport.isLmtp()) {
            problems.accept(domain + " is " + where + " with " + transport
                    + ", so its mail does not reach SealMX; set it to lmtp:inet: followed by lmtpserver.xml's <bind>");
            return false;
        }
        services.add(transport.service());
        List<NextHop> hops = transport.hops();
        if (hops.isEmpty()) {
            problems.accept(
                    domain + " is " + where + " with " + transport
                            + ", which names no host, so Postfix uses the domain as host; add inet: and lmtpserver.xml's <bind>");
        }
        String port = postfix.value("lmtp_tcp_port");
        for (NextHop hop : hops) {
            if (!entrance.binds().isEmpty() && hop.namesPort(port)) {
                unseen.accept(transport + " with <bind>, because its port is a name");
            }
            if (hop.misses(entrance.binds(), port)) {
                problems.accept(domain + " is " + where + " with " + transport + ", but SealMX listens on "
                        + String.join(", ", entrance.binds())
                        + " (<bind> of lmtpserver.xml), so its mail waits until it bounces; make them match, or with the"
                        + " stand-alone server name its --lmtp-port N if that is how it is started");
            }
        }
        return true;
    }

    private Transport transport(String domain, String parameter) {
        Transport own = Transport.of(postfix, parameter, postfix.value(parameter));
        String mapped = lists.transport(domain);
        return mapped.isEmpty()
                ? own
                : Transport.of(postfix, "transport_maps", mapped).orElse(own);
    }
}
