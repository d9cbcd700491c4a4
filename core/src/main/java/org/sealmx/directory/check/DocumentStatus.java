package org.sealmx.directory.check;

import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;

/** The kind of a document of the directory: the first of these that applies. */
public enum DocumentStatus {
    /** Not an identity document. */
    OTHER("other documents", "other", "other"),
    /** The document cannot be understood. */
    BROKEN("broken", "broken", "broken"),
    /** The identity belongs to nobody: its address is reserved. */
    ORPHANED("reserved, without an account", "reserved", "reserved"),
    /** The identity must not be used. */
    DISABLED("disabled", "disabled", "disabled"),
    /** The address of the identity is in a domain that is not ours. */
    NOT_OURS("in domains that are not ours", "not ours", "not ours"),
    /** The address of the identity has a mailbox. */
    MAIN("main identities", "mailbox", "mailboxes"),
    /** The identity leads to another address of ours. */
    ALIAS("aliases", "alias", "aliases"),
    /** The identity leads to another domain. */
    FORWARD("forwards", "forward", "forwards");

    private final String words;
    private final String one;
    private final String many;

    DocumentStatus(String words, String one, String many) {
        this.words = words;
        this.one = one;
        this.many = many;
    }

    /** The status of an identity document. */
    public static DocumentStatus of(IdentityDocument document, LocalDomains domains) {
        if (!(document instanceof Identity identity)) {
            return BROKEN;
        }
        if (identity.userId().isEmpty()) {
            return ORPHANED;
        }
        if (!identity.enabled()) {
            return DISABLED;
        }
        if (!domains.names().contains(identity.address().domain())) {
            return NOT_OURS;
        }
        if (!domains.contains(identity.destination())) {
            return FORWARD;
        }
        return identity.isMain() ? MAIN : ALIAS;
    }

    /** The words for the report. */
    String words() {
        return words;
    }

    /** The status in a word, for example {@code mailbox}. */
    public String word() {
        return one;
    }

    /** A count in words, for example {@code 7 mailboxes}. */
    public String counted(long count) {
        return count + " " + (count == 1 ? one : many);
    }
}
