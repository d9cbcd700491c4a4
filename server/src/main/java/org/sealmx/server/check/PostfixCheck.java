package org.sealmx.server.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what in Postfix' configuration delivers mail past SealMX, damages it, or stops Postfix. */
final class PostfixCheck {

    /** Where Postfix delivers or redirects mail itself, and what that means. */
    private static final Map<String, String> DELIVERS_ITSELF = Map.of(
            "mydestination", "Postfix delivers its mail to local mailboxes, unsealed",
            "virtual_mailbox_domains", "Postfix delivers its mail by virtual_transport, not by relay_transport",
            "virtual_alias_domains", "Postfix refuses its addresses unless virtual_alias_maps redirects them");

    private static final String RELAY_DOMAINS = "relay_domains";
    private static final String RELAY_TRANSPORT = "relay_transport";
    private static final String TRANSPORT_MAPS = "transport_maps";
    private static final String MESSAGE_SIZE = "message_size_limit";
    private static final String MAILBOX_SIZE = "mailbox_size_limit";
    private static final String LINE_LENGTH = "lmtp_line_length_limit";
    private static final String RESTRICTIONS = "smtpd_recipient_restrictions";
    private static final List<String> MEMORIES =
            List.of("address_verify_negative_expire_time", "address_verify_positive_expire_time");

    /** What has to be asked of Postfix. */
    static final List<String> SETTINGS = List.of(
            "mydestination",
            "virtual_alias_domains",
            "virtual_mailbox_domains",
            RELAY_DOMAINS,
            RELAY_TRANSPORT,
            TRANSPORT_MAPS,
            MAILBOX_SIZE,
            MESSAGE_SIZE,
            LINE_LENGTH,
            RESTRICTIONS,
            MEMORIES.get(0),
            MEMORIES.get(1));

    private static final Pattern TIME = Pattern.compile("([0-9]+)([smhdw]?)");
    private static final long HOUR = 3600;

    private final PostfixSettings postfix;
    private final List<String> findings = new ArrayList<>();

    private PostfixCheck(PostfixSettings postfix) {
        this.postfix = postfix;
    }

    /**
     * What is wrong, one line for each thing.
     *
     * @param postfix        the settings
     * @param domains        that are ours, in lower case
     * @param maxMessageSize the limit in {@code lmtpserver.xml} in octets, when that is known
     */
    static List<String> findings(PostfixSettings postfix, Collection<String> domains, OptionalLong maxMessageSize) {
        PostfixCheck check = new PostfixCheck(postfix);
        domains.forEach(check::domain);
        check.transport();
        check.sizes(maxMessageSize);
        check.lines();
        check.memories();
        return check.findings;
    }

    private void find(String setting, String problem) {
        findings.add("Postfix: " + setting + " " + problem);
    }

    private void domain(String domain) {
        boolean delivered = false;
        for (String setting : List.of("mydestination", "virtual_mailbox_domains", "virtual_alias_domains")) {
            if (postfix.lists(setting, domain)) {
                find(setting, "contains " + domain + ": " + DELIVERS_ITSELF.get(setting) + ". Take it out.");
                delivered = true;
            }
        }
        if (!delivered && !relayed(domain)) {
            find(RELAY_DOMAINS, "does not contain " + domain + ": Postfix refuses its mail. Add it.");
        }
    }

    /** By default {@code relay_domains} holds subdomains, too. */
    private boolean relayed(String domain) {
        for (String parent = domain; !parent.isEmpty(); parent = parent.replaceFirst("^[^.]*\\.?", "")) {
            if (postfix.lists(RELAY_DOMAINS, parent)) {
                return true;
            }
        }
        return false;
    }

    private void transport() {
        String transport = postfix.value(RELAY_TRANSPORT);
        if (!transport.startsWith("lmtp:") && postfix.value(TRANSPORT_MAPS).isEmpty()) {
            find(
                    RELAY_TRANSPORT,
                    "is '" + transport + "', and mail does not reach SealMX. Set it to lmtp:inet:HOST:PORT, as bound in"
                            + " lmtpserver.xml.");
        }
    }

    private void sizes(OptionalLong maxMessageSize) {
        long message = postfix.octets(MESSAGE_SIZE);
        long mailbox = postfix.octets(MAILBOX_SIZE);
        if (mailbox != 0 && (message == 0 || message > mailbox)) {
            find(
                    MESSAGE_SIZE,
                    "(" + message + ") is above " + MAILBOX_SIZE + " (" + mailbox
                            + "): Postfix' local delivery stops. Set " + MAILBOX_SIZE + " = 0.");
        }
        if (maxMessageSize.isPresent() && (message == 0 || message > maxMessageSize.getAsLong())) {
            find(
                    MESSAGE_SIZE,
                    "(" + message + ") is above maxmessagesize of lmtpserver.xml (" + maxMessageSize.getAsLong() / 1024
                            + " KiB): Postfix accepts messages that bounce. Lower one, or raise the other.");
        }
    }

    private void lines() {
        if (!List.of("0", "").contains(postfix.value(LINE_LENGTH))) {
            find(
                    LINE_LENGTH,
                    "is " + postfix.value(LINE_LENGTH)
                            + ": Postfix breaks longer lines, and signatures over them turn bad. Set it to 0.");
        }
    }

    private void memories() {
        if (!postfix.value(RESTRICTIONS).contains("reject_unverified_recipient")) {
            return;
        }
        for (String setting : MEMORIES) {
            Matcher time = TIME.matcher(postfix.value(setting));
            if (time.matches() && seconds(time) > HOUR) {
                find(
                        setting,
                        "is " + time.group()
                                + ": for that long Postfix may refuse a new account or accept a disabled one."
                                + " Set it to a minute or less.");
            }
        }
    }

    private static long seconds(Matcher time) {
        long factor =
                switch (time.group(2)) {
                    case "m" -> 60;
                    case "h" -> HOUR;
                    case "d" -> 24 * HOUR;
                    case "w" -> 7 * 24 * HOUR;
                    default -> 1;
                };
        return Long.parseLong(time.group(1)) * factor;
    }
}
