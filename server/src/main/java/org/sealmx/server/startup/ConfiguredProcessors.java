package org.sealmx.server.startup;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.server.config.StartUpException;

/** The {@code <processor>} elements of {@code mailetcontainer.xml}. Immutable. */
final class ConfiguredProcessors {

    private final Map<String, List<ConfiguredMailet>> mailets;

    private ConfiguredProcessors(Map<String, List<ConfiguredMailet>> mailets) {
        this.mailets = mailets;
    }

    static ConfiguredProcessors from(HierarchicalConfiguration<ImmutableNode> container) {
        Map<String, List<ConfiguredMailet>> mailets = new LinkedHashMap<>();
        for (HierarchicalConfiguration<ImmutableNode> processor : container.configurationsAt("processors.processor")) {
            String state = processor.getString("[@state]", "");
            processor.getNodeModel().getNodeHandler().getRootNode().getChildren().stream()
                    .map(ImmutableNode::getNodeName)
                    .filter(name -> !name.equals("mailet") && !name.equals("matcher"))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new StartUpException("mailetcontainer.xml: processor '" + state + "': <" + name
                                + "> is not known there; it accepts <mailet> and <matcher>");
                    });
            List<ConfiguredMailet> configured = processor.configurationsAt("mailet").stream()
                    .map(ConfiguredMailet::from)
                    .toList();
            if (mailets.put(state, configured) != null) {
                throw new StartUpException("mailetcontainer.xml: the processor '" + state + "' is configured twice");
            }
        }
        return new ConfiguredProcessors(mailets);
    }

    /** Whether any processor has this mailet. */
    boolean hold(Class<?> mailet) {
        return mailets.values().stream().flatMap(List::stream).anyMatch(configured -> configured.is(mailet));
    }

    /** The mailets of a processor, in order. */
    List<ConfiguredMailet> mailetsOf(String processor) {
        return Optional.ofNullable(mailets.get(processor))
                .orElseThrow(() ->
                        new StartUpException("mailetcontainer.xml: the processor '" + processor + "' is missing"));
    }

    /** These processors and every one that a mail can get to from there. */
    Set<String> reachableFrom(String... processors) {
        Set<String> found = new LinkedHashSet<>();
        for (String processor : processors) {
            collect(processor, found);
        }
        return found;
    }

    private void collect(String processor, Set<String> found) {
        if (found.add(processor)) {
            mailetsOf(processor).forEach(mailet -> mailet.targets().forEach(target -> collect(target, found)));
        }
    }
}
