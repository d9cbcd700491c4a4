package org.sealmx.server.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.FileConfigurationProvider;

/** Pieces of {@code mailetcontainer.xml}, read and checked as at start-up. */
final class Chains {

    static final String RESOLVE = mailet("org.sealmx.mailets.ResolveAliases");
    static final String SEAL = mailet("org.sealmx.mailets.EncryptForRecipient");
    static final String DELIVER =
            "<mailet match='org.sealmx.matchers.IsSealed' class='org.sealmx.mailets.DeliverToMailbox'/>";

    static final String ROOT = processor("root", RESOLVE);
    static final String RECIPIENT = processor("recipient", SEAL + DELIVER);
    static final String ERROR = processor("error", mailet("Null"));

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

    /** Checks a container of these processors. */
    static void check(String... processors) throws ConfigurationException {
        check(Set.of(), processors);
    }

    static void check(Set<String> trusted, String... processors) throws ConfigurationException {
        new MailetChainCheck(trusted).check(container(processors));
    }

    /** A container of these processors. */
    static HierarchicalConfiguration<ImmutableNode> container(String... processors) throws ConfigurationException {
        String xml = "<mailetcontainer><context><postmaster>postmaster</postmaster></context><processors>"
                + String.join("", processors) + "</processors></mailetcontainer>";
        return FileConfigurationProvider.getConfig(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }
}
