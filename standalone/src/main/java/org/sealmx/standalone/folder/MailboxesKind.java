package org.sealmx.standalone.folder;

import java.util.Arrays;
import java.util.Optional;

/** Where the mailboxes are that a folder belongs to. */
public enum MailboxesKind {
    /** In a database in the folder. */
    EMBEDDED("embedded", "an embedded database", "leave out --store and --database"),
    /** In a database on a server. */
    SERVER("server", "a database on a server", "add --database URL"),
    /** At a server that mail is handed to. */
    NEXT_HOP("next-hop", "a next hop", "add --store lmtp --next-hop PLACE"),
    /** In memory: empty at each start. */
    MEMORY("memory", "mailboxes in memory", "add --store memory");

    private final String word;
    private final String owner;
    private final String advice;

    MailboxesKind(String word, String owner, String advice) {
        this.word = word;
        this.owner = owner;
        this.advice = advice;
    }

    /** The word in the mark. */
    String word() {
        return word;
    }

    /** To whom a folder belongs, for the operator. */
    String owner() {
        return owner;
    }

    /** How the operator starts the program with them. */
    String advice() {
        return advice;
    }

    /** The one with this word. */
    static Optional<MailboxesKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
