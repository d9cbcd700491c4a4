package org.sealmx.directory.check;

import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;

/** What a document of the directory is. Each is one of these, the first that applies. */
public enum DocumentStatus {
    /** Not an identity document. */
    OTHER("other documents", "other", "other"),
    /** It cannot be understood. */
    BROKEN("broken", "broken", "broken"),
    /** It belongs to nobody: its address is reserved. */
    ORPHANED("reserved, without an account", "reserved", "reserved"),
    /** It may not be used. */
    DISABLED("disabled", "disabled", "disabled"),
    /** Its address has a mailbox. */
    MAIN("main identities", "mailbox", "mailboxes"),
    /** It leads to another address of ours. */
    ALIAS("aliases", "alias", "aliases"),
    /** It leads to another domain. */
    FORWARD("forwards", "forward", "forwards");

    private final String words;
    private final String one;
    private final String many;

    DocumentStatus(String words, String one, String many) {
        this.words = words;
        this.one = one;
        this.many = many;
    }

    /** What an identity document is. */
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
        if (!domains.contains(identity.destination())) {
            return FORWARD;
        }
        return identity.isMain() ? MAIN : ALIAS;
    }

    /** For the report. */
    String words() {
        return words;
    }

    /** For a sentence, for example {@code 7 mailboxes}. */
    public String counted(long count) {
        return count + " " + (count == 1 ? one : many);
    }
}
