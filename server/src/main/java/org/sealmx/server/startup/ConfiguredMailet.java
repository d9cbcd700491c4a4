package org.sealmx.server.startup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.mailet.Mail;
import org.sealmx.mailets.ResolveAliases;
import org.sealmx.server.config.StartUpException;

/**
 * One {@code <mailet>} of the configuration.
 *
 * @param className fully qualified, or the name alone for one of James' own
 * @param match     the attribute {@code match}, empty when there is none
 * @param format    the parameter {@code format}, empty when there is none
 * @param targets   the processors that it can hand a mail to
 * @param mistake   a parameter that James would not read as it is written: repeated, or as an attribute
 */
record ConfiguredMailet(
        String className,
        Optional<String> match,
        Optional<String> format,
        List<String> targets,
        Optional<String> mistake) {

    private static final String JAMES_PACKAGE = "org.apache.james.transport.mailets.";
    private static final Set<String> ATTRIBUTES = Set.of("class", "match", "notmatch");
    private static final String TO_PROCESSOR = JAMES_PACKAGE + "ToProcessor";

    static ConfiguredMailet from(HierarchicalConfiguration<ImmutableNode> config) {
        String name = config.getString("[@class]", "");
        String qualified = name.contains(".") ? name : JAMES_PACKAGE + name;
        List<String> targets = new ArrayList<>();
        if (qualified.equals(TO_PROCESSOR) || qualified.equals(ResolveAliases.class.getName())) {
            String byDefault = qualified.equals(TO_PROCESSOR) ? "" : ResolveAliases.DEFAULT_PROCESSOR;
            targets.add(config.getString("processor", byDefault).trim());
        }
        addTarget(config.getString("onMailetException", "ignore"), Set.of("ignore", "propagate"), targets);
        addTarget(config.getString("onMatchException", "nomatch"), Set.of("nomatch", "matchall", "propagate"), targets);
        targets.remove(Mail.GHOST);
        return new ConfiguredMailet(
                qualified,
                Optional.ofNullable(config.getString("[@match]", null)),
                Optional.ofNullable(config.getString("format", null)).map(String::trim),
                targets,
                mistake(config));
    }

    /** What happens on an exception: a word for something that James does itself, or a processor, looked up in lower case. */
    private static void addTarget(String value, Set<String> words, List<String> targets) {
        String lowerCase = value.trim().toLowerCase(Locale.US);
        if (!words.contains(lowerCase)) {
            targets.add(lowerCase);
        }
    }

    private static Optional<String> mistake(HierarchicalConfiguration<ImmutableNode> config) {
        ImmutableNode mailet = config.getNodeModel().getNodeHandler().getRootNode();
        Set<String> seen = new HashSet<>();
        return Stream.concat(
                        mailet.getAttributes().keySet().stream()
                                .filter(name -> !ATTRIBUTES.contains(name))
                                .map(name -> "'" + name + "' is no attribute; write <" + name + ">…</" + name + ">"),
                        mailet.getChildren().stream()
                                .map(ImmutableNode::getNodeName)
                                .filter(name -> !seen.add(name))
                                .map(name ->
                                        "the parameter '" + name + "' is given more than once; it accepts one value"))
                .findFirst();
    }

    boolean is(Class<?> type) {
        return className.equals(type.getName());
    }

    /** Where a mailet of this type hands the mail to. */
    Optional<String> target(Class<?> type) {
        return is(type) ? targets.stream().findFirst() : Optional.empty();
    }

    /** Whether this is one of SealMX' delivery mailets. */
    boolean delivers() {
        return className.startsWith("org.sealmx.mailets.Deliver") || className.startsWith("org.sealmx.mailets.Forward");
    }

    void requireMatchAll(String processor, String reason) {
        if (!match.equals(Optional.of("All"))) {
            throw new StartUpException("mailetcontainer.xml: processor '" + processor + "': " + className
                    + " must have match=\"All\", since " + reason);
        }
    }
}
