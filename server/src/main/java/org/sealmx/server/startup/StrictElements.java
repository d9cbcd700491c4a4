package org.sealmx.server.startup;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * Checks the element {@code <sealmx>} of {@code lmtpserver.xml} strictly. James would skip unknown elements and only
 * log those that it cannot read.
 */
public final class StrictElements {

    private static final Set<String> TEXTS = Set.of("bind", "handlerchain", "helloName", "jmxName", "tls");
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

    private StrictElements() {}

    /**
     * Checks the element.
     *
     * @throws ConfigurationException when an element is unknown, repeated or malformed; the message names it and what
     *     it accepts
     */
    public static void check(HierarchicalConfiguration<ImmutableNode> config) throws ConfigurationException {
        Set<String> seen = new HashSet<>();
        List<ImmutableNode> elements =
                config.getNodeModel().getNodeHandler().getRootNode().getChildren();
        for (ImmutableNode element : elements) {
            check(element.getNodeName(), String.valueOf(element.getValue()).trim());
            if (!seen.add(element.getNodeName())) {
                throw bad("<" + element.getNodeName() + "> is given more than once in <sealmx>; it accepts one");
            }
        }
    }

    private static void check(String name, String value) throws ConfigurationException {
        if (NUMBERS.containsKey(name)) {
            checkNumber(name, value, NUMBERS.getOrDefault(name, 0));
        } else if (FLAGS.contains(name)) {
            if (!value.equals("true") && !value.equals("false")) {
                throw bad("<" + name + "> of <sealmx> accepts true or false, not '" + value + "'");
            }
        } else if (!TEXTS.contains(name)) {
            Set<String> known = new TreeSet<>(TEXTS);
            known.addAll(FLAGS);
            known.addAll(NUMBERS.keySet());
            throw bad("<sealmx> does not know <" + name + ">; it accepts " + String.join(", ", known));
        }
    }

    private static void checkNumber(String name, String value, int least) throws ConfigurationException {
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least) {
            throw bad("<" + name + "> of <sealmx> must be a whole number, " + least + " or more, not '" + value + "'");
        }
    }

    private static ConfigurationException bad(String problem) {
        return new ConfigurationException("lmtpserver.xml: " + problem);
    }
}
