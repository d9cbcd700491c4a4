package org.sealmx.tools.check;

import java.util.List;
import org.sealmx.server.config.StartUpException;

/** The configuration of a Postfix, as far as {@link PostfixCheck} needs it. */
interface PostfixSettings {

    /**
     * The value of a parameter of {@code main.cf}, with the parameters in it expanded; empty when it has none.
     *
     * @throws StartUpException when Postfix does not reveal it
     */
    String value(String name);

    /** The same for a service of {@code master.cf}, whose own options ({@code -o name=value}) come first. */
    String value(String service, String name);

    /** The line of {@code master.cf} for a service of type {@code unix}; empty when there is none. */
    String service(String name);

    /**
     * The entry of a table for a key; empty when there is none.
     *
     * @param table such as {@code hash:/etc/postfix/transport}
     * @param key an address, a domain, a domain after {@code @}, or {@code *}
     * @throws StartUpException when Postfix cannot read the table
     */
    String lookup(String table, String key);

    /** The lines of a file that a list names, in order, without comments and empty lines. */
    List<String> lines(String file);

    /**
     * A parameter as a number, where 0 means no limit.
     *
     * @throws StartUpException when it is not a number
     */
    default long limit(String name) {
        return number(name, value(name));
    }

    /** The same for a service of {@code master.cf}. */
    default long limit(String service, String name) {
        return number(name, value(service, name));
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new StartUpException("--postfix: " + name + " is not a number: " + value, e);
        }
    }
}
