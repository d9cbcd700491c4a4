package org.sealmx.server.startup;

import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.options.OptionWords;
import org.sealmx.options.Options;

/**
 * The elements that {@code <sealmx>} of {@code lmtpserver.xml} accepts. James would skip unknown elements and only log
 * those that it cannot read.
 */
public final class StrictElements {

    private static final Set<String> TEXTS = Set.of("bind", "jmxName");
    /** Have attributes or elements of their own. */
    private static final Set<String> OUTER = Set.of("handlerchain", "helloName", "tls");

    private static final Set<String> FLAGS = Set.of("gracefulShutdown", "proxyRequired");

    /** The minimum of each; a connection limit is at least 1, since every connection has a thread. */
    private static final Map<String, Integer> NUMBERS = Map.of(
            "bossWorkerCount", 1,
            "connectionBacklog", 1,
            "connectionLimit", 1,
            "connectionLimitPerIP", 0,
            "connectiontimeout", 0,
            "ioWorkerCount", 1,
            "maxmessagesize", 0);

    private static final int LARGEST = 999_999_999;

    private StrictElements() {}

    /**
     * Checks the element.
     *
     * @throws ConfigurationException when an element is unknown, repeated, empty or malformed; the message names it and
     *     what it accepts
     */
    public static void check(HierarchicalConfiguration<ImmutableNode> config) throws ConfigurationException {
        Options<ConfigurationException> elements = new Options<>(
                OptionWords.elements("lmtpserver.xml: <sealmx>"),
                new ElementSource(config.getNodeModel().getNodeHandler().getRootNode()),
                ConfigurationException::new);
        for (String name : TEXTS) {
            elements.text(name);
        }
        for (String name : OUTER) {
            elements.content(name);
        }
        for (String name : FLAGS) {
            elements.flag(name, false);
        }
        for (Map.Entry<String, Integer> number : NUMBERS.entrySet()) {
            elements.number(number.getKey(), number.getValue(), number.getValue(), LARGEST);
        }
        elements.rejectUnread();
    }
}
