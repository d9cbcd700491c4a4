package org.sealmx.server.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Says where a Postfix does not hand the mail of our domains to SealMX, or not as it is. Postfix delivers a domain in the first class of
 * addresses that lists it, whatever README's lines say: in {@code mydestination} that is {@code /var/mail}, unsealed. Pure, but for what
 * {@link PostfixSettings} does.
 */
final class PostfixCheck {

    private static final String TABLE = "[a-z0-9_]+:.+";

    private final PostfixSettings postfix;
    private final List<String> problems = new ArrayList<>();

    private PostfixCheck(PostfixSettings postfix) {
        this.postfix = postfix;
    }

    /**
     * What is wrong, a sentence each; empty when nothing is.
     *
     * @param postfix     is asked
     * @param domains     ours, in lower case
     * @param largestMail octets that LMTP accepts; empty for no limit
     * @throws org.sealmx.server.config.StartUpException when Postfix does not say how it is configured
     */
    static List<String> problems(PostfixSettings postfix, Collection<String> domains, OptionalLong largestMail) {
        PostfixCheck check = new PostfixCheck(postfix);
        domains.forEach(check::checkDomain);
        check.checkSizes(largestMail);
        check.checkLines();
        return List.copyOf(check.problems);
    }

    private void checkDomain(String domain) {
        if (lists("mydestination", domain)) {
            problem(domain + " is in mydestination, so Postfix stores its mail itself, unsealed; take it out"
                    + " (Debian's \"Internet Site\" puts it there)");
        } else if (lists("virtual_alias_domains", domain)) {
            problem(domain + " is in virtual_alias_domains (by default that is whatever virtual_alias_maps lists),"
                    + " so its mail does not reach SealMX; take it out");
        } else if (lists("virtual_mailbox_domains", domain)) {
            checkTransport(domain, "virtual_transport", "in virtual_mailbox_domains");
        } else if (lists("relay_domains", domain)) {
            checkTransport(domain, "relay_transport", "in relay_domains");
        } else {
            problem(domain + " is not in relay_domains, so Postfix refuses its mail; add it");
        }
    }

    private void checkTransport(String domain, String parameter, String where) {
        String transport = mapped(domain);
        String source = "transport_maps";
        if (transport.isEmpty()) {
            transport = postfix.value(parameter);
            source = parameter;
        }
        if (!transport.startsWith("lmtp:")) {
            problem(domain + " is " + where + " with " + source + " = " + transport
                    + ", so its mail does not reach SealMX; have it lead to lmtp:inet: and lmtpserver.xml's <bind>");
        }
    }

    /** What transport(5) says of a domain as a whole. */
    private String mapped(String domain) {
        for (String table : words("transport_maps")) {
            for (String key : List.of(domain, "*")) {
                String found = postfix.lookup(table, key);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private void checkSizes(OptionalLong largestMail) {
        long message = postfix.limit("message_size_limit");
        long mailbox = postfix.limit("mailbox_size_limit");
        if (exceeds(message, mailbox)) {
            problem("message_size_limit = " + message + " is above mailbox_size_limit = " + mailbox
                    + ", so Postfix delivers nothing locally, its own reports included; set mailbox_size_limit = 0");
        }
        largestMail.ifPresent(accepted -> {
            if (exceeds(message, accepted)) {
                problem("message_size_limit = " + message + " is above lmtpserver.xml's maxmessagesize, " + accepted
                        + " octets, so larger mail is accepted and bounced; lower the one or raise the other");
            }
        });
    }

    private static boolean exceeds(long limit, long other) {
        return other != 0 && (limit == 0 || limit > other);
    }

    private void checkLines() {
        long limit = postfix.limit("lmtp_line_length_limit");
        if (limit != 0) {
            problem("lmtp_line_length_limit = " + limit + " has Postfix break longer lines, which spoils signatures;"
                    + " set lmtp_line_length_limit = 0");
        }
    }

    /** Whether a list of domains names one: by itself, in a file, or in a table; what is excluded first is not in it. */
    private boolean lists(String parameter, String domain) {
        for (String word : words(parameter)) {
            boolean excluded = word.startsWith("!");
            String pattern = excluded ? word.substring(1) : word;
            if (matches(pattern, domain)) {
                return !excluded;
            }
        }
        return false;
    }

    private boolean matches(String pattern, String domain) {
        if (pattern.startsWith("/")) {
            return postfix.lines(pattern).stream().anyMatch(line -> matches(line, domain));
        }
        if (pattern.matches(TABLE)) {
            return !postfix.lookup(pattern, domain).isEmpty();
        }
        return pattern.toLowerCase(Locale.ROOT).equals(domain);
    }

    private List<String> words(String parameter) {
        return List.of(postfix.value(parameter).split("[,\\s]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void problem(String text) {
        problems.add("Postfix: " + text);
    }
}
