package org.sealmx.server.startup;

import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;

/** Pieces of {@code mailetcontainer.xml}, read and checked as at the start. */
final class Chains {

    static final String RESOLVE = mailet("org.sealmx.mailets.ResolveAliases");
    static final String SEAL = mailet("org.sealmx.mailets.EncryptForRecipient");
    static final String DELIVER =
            "<mailet match='org.sealmx.matchers.IsSealed' class='org.sealmx.mailets.DeliverToMailbox'/>";

    static final String ROOT = processor("root", RESOLVE);
    static final String RECIPIENT = processor("recipient", SEAL + DELIVER);
    static final String ERROR = processor("error", mailet("Null"));

    /** The classes of mailets, as James finds them. */
    static final MailetClasses CLASSES = ChainModule.classes();

    private Chains() {}

    static String mailet(String className) {
        return mailet(className, "");
    }

    static String mailet(String className, String parameters) {
        return "<mailet match='All' class='" + className + "'>" + parameters + "</mailet>";
    }

    static String toProcessor(String state) {
        return mailet("ToProcessor", "<processor>" + state + "</processor>");
    }

    static String processor(String state, String mailets) {
        return "<processor state='" + state + "'>" + mailets + "</processor>";
    }

    /** Checks a container with these processors. */
    static void check(String... processors) throws ConfigurationException {
        check(Set.of(), processors);
    }

    static void check(Set<String> trusted, String... processors) throws ConfigurationException {
        MailetContainer container = container(processors);
        new MailetChainCheck(container, trusted).check();
        new FormatCheck(container).check();
    }

    /** A container of these processors. */
    static MailetContainer container(String... processors) {
        return new MailetContainer(configurations(processors), CLASSES);
    }

    /** James' configuration with a container that has these processors. */
    static ConfigurationProvider configurations(String... processors) {
        return new TextConfigurations(Map.of(
                "mailetcontainer",
                "<mailetcontainer><context><postmaster>postmaster</postmaster></context><processors>"
                        + String.join("", processors) + "</processors></mailetcontainer>"));
    }
}
