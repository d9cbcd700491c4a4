package org.sealmx.tools.check;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Checks whether Postfix sends mail for our domains, or copies of it, elsewhere before SealMX has sealed it, or bounces
 * all of it. Used by one thread.
 */
final class DetourCheck {

    private final PostfixSettings postfix;
    private final PostfixLists lists;
    private final Collection<String> ours;
    private final Consumer<String> problems;

    /**
     * @param ours our domains, in lower case
     * @param problems gets the problems
     */
    DetourCheck(PostfixSettings postfix, Collection<String> ours, Consumer<String> problems) {
        this.postfix = postfix;
        this.lists = new PostfixLists(postfix);
        this.ours = ours;
        this.problems = problems;
    }

    /** Looks for addresses that get all mail; entries of tables for single addresses are not seen. */
    void check() {
        if (leaves(postfix.value("always_bcc"))) {
            problems.accept("always_bcc = " + postfix.value("always_bcc")
                    + " gets a copy of all mail, unsealed; remove it, or set it to an address of ours");
        }
        for (String domain : ours) {
            checkRewriting("recipient_canonical_maps", "recipient_canonical_classes", domain);
            checkRewriting("canonical_maps", "canonical_classes", domain);
            checkTable("virtual_alias_maps", domain, "its mail goes there, unsealed");
            checkTable("recipient_bcc_maps", domain, "a copy of its mail goes there, unsealed");
            checkRelocated(domain);
        }
    }

    private void checkRewriting(String parameter, String classes, String domain) {
        // when only headers and senders are rewritten, mail still goes to its recipients
        if (lists.words(classes).contains("envelope_recipient")) {
            checkTable(parameter, domain, "its mail goes there, unsealed");
        }
    }

    private void checkRelocated(String domain) {
        String found = lists.ofEveryAddress("relocated_maps", domain);
        if (!found.isEmpty()) {
            problems.accept("relocated_maps has " + found + " for @" + domain
                    + ", so Postfix returns its mail to the senders; remove it");
        }
    }

    private void checkTable(String parameter, String domain, String effect) {
        String found = lists.ofEveryAddress(parameter, domain);
        if (leaves(found)) {
            problems.accept(parameter + " has " + found + " for @" + domain + ", so " + effect + "; remove it");
        }
    }

    private boolean leaves(String addresses) {
        return PostfixLists.split(addresses).stream().anyMatch(address -> !ours.contains(domain(address)));
    }

    private String domain(String address) {
        int at = address.lastIndexOf('@');
        String domain = at < 0 ? postfix.value("myorigin") : address.substring(at + 1);
        // Debian keeps myorigin in a file
        String name = domain.startsWith("/")
                ? postfix.lines(domain).stream().findFirst().orElse("")
                : domain;
        return name.toLowerCase(Locale.ROOT);
    }
}
