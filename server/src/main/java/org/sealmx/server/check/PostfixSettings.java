package org.sealmx.server.check;

import java.util.Set;

/** What a Postfix is configured to do, as far as {@link PostfixCheck} asks. */
interface PostfixSettings {

    /**
     * The value of a parameter of {@code main.cf}, with the parameters in it replaced by theirs; empty when it has none.
     *
     * @throws org.sealmx.server.config.StartUpException when Postfix does not say
     */
    String value(String name);

    /** The same as a number, where 0 means no limit. */
    long limit(String name);

    /**
     * What a table has for a domain; empty when it has nothing.
     *
     * @param table such as {@code hash:/etc/postfix/transport}
     * @throws org.sealmx.server.config.StartUpException when Postfix cannot read the table
     */
    String lookup(String table, String domain);

    /** The lines of a file that a list names, without comments and empty ones. */
    Set<String> lines(String file);
}
