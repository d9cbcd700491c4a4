package org.sealmx.server.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.mailets.ResolveAliases;
import org.sealmx.server.config.StartUpException;

/**
 * One {@code <mailet>} of the configuration.
 *
 * @param className fully qualified, or the name alone for one of James' own
 * @param match     the attribute {@code match}, empty when there is none
 * @param targets   the processors that it can hand a mail to
 * @param repeated  a parameter that is given more than once, which James would join with a comma
 */
record ConfiguredMailet(String className, Optional<String> match, List<String> targets, Optional<String> repeated) {

    private static final String JAMES_PACKAGE = "org.apache.james.transport.mailets.";
    private static final String TO_PROCESSOR = JAMES_PACKAGE + "ToProcessor";
    /** What James does itself on an exception instead of handing the mail to a processor. */
    private static final Set<String> NO_PROCESSORS = Set.of("ignore", "propagate", "matchall", "nomatch");

    static ConfiguredMailet from(HierarchicalConfiguration<ImmutableNode> config) {
        String name = config.getString("[@class]", "");
        String qualified = name.contains(".") ? name : JAMES_PACKAGE + name;
        List<String> targets = new ArrayList<>();
        if (qualified.equals(TO_PROCESSOR) || qualified.equals(ResolveAliases.class.getName())) {
            String byDefault = qualified.equals(TO_PROCESSOR) ? "" : ResolveAliases.DEFAULT_PROCESSOR;
            targets.add(config.getString("processor", byDefault).trim());
        }
        addUnlessNone(config.getString("onMailetException", null), targets);
        addUnlessNone(config.getString("onMatchException", null), targets);
        return new ConfiguredMailet(
                qualified, Optional.ofNullable(config.getString("[@match]", null)), targets, repeatedParameter(config));
    }

    private static Optional<String> repeatedParameter(HierarchicalConfiguration<ImmutableNode> config) {
        Set<String> seen = new HashSet<>();
        return config.getNodeModel().getNodeHandler().getRootNode().getChildren().stream()
                .map(ImmutableNode::getNodeName)
                .filter(name -> !seen.add(name))
                .findFirst();
    }

    private static void addUnlessNone(@org.jspecify.annotations.Nullable String target, List<String> targets) {
        if (target != null && !NO_PROCESSORS.contains(target.trim())) {
            targets.add(target.trim());
        }
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

    void requireMatchAll(String processor) {
        if (!match.equals(Optional.of("All"))) {
            throw new StartUpException("mailetcontainer.xml: processor '" + processor + "': " + className
                    + " must have match=\"All\", since sealing may not depend on a matcher");
        }
    }
}
