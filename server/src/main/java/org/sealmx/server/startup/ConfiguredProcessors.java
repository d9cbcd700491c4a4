package org.sealmx.server.startup;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.sealmx.server.config.StartUpException;

/** The {@code <processor>} elements of {@code mailetcontainer.xml}. Immutable. */
final class ConfiguredProcessors {

    /** The processor where each mail begins. */
    static final String ROOT = "root";

    private static final String ERROR = "error";

    private final Map<String, List<ConfiguredMailet>> mailets;

    private ConfiguredProcessors(Map<String, List<ConfiguredMailet>> mailets) {
        this.mailets = mailets;
    }

    /** @throws ConfigurationException when the file cannot be read */
    static ConfiguredProcessors from(ConfigurationProvider configurations, MailetClasses classes)
            throws ConfigurationException {
        HierarchicalConfiguration<ImmutableNode> container = configurations.getConfiguration("mailetcontainer");
        Map<String, List<ConfiguredMailet>> mailets = new LinkedHashMap<>();
        for (HierarchicalConfiguration<ImmutableNode> processor : container.configurationsAt("processors.processor")) {
            String state = processor.getString("[@state]", "");
            processor.getNodeModel().getNodeHandler().getRootNode().getChildren().stream()
                    .map(ImmutableNode::getNodeName)
                    .filter(name -> !name.equals("mailet") && !name.equals("matcher"))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new StartUpException("mailetcontainer.xml: processor '" + state + "': <" + name
                                + "> is unknown here; <processor> accepts <mailet> and <matcher>");
                    });
            List<ConfiguredMailet> configured = processor.configurationsAt("mailet").stream()
                    .map(mailet -> ConfiguredMailet.from(mailet, classes))
                    .toList();
            if (mailets.put(state, configured) != null) {
                throw new StartUpException("mailetcontainer.xml: the processor '" + state + "' is configured twice");
            }
        }
        return new ConfiguredProcessors(mailets);
    }

    /** The mailets of a kind in any processor, in order. */
    List<ConfiguredMailet> all(Class<?> kind) {
        return mailets.values().stream()
                .flatMap(List::stream)
                .filter(mailet -> mailet.is(kind))
                .toList();
    }

    /** The mailets of a processor, in order. */
    List<ConfiguredMailet> mailetsOf(String processor) {
        return Optional.ofNullable(mailets.get(processor))
                .orElseThrow(() ->
                        new StartUpException("mailetcontainer.xml: the processor '" + processor + "' is missing"));
    }

    /** The processors that a mail can reach. */
    Set<String> reachable() {
        Set<String> found = new LinkedHashSet<>();
        collect(ROOT, found);
        collect(ERROR, found);
        return found;
    }

    private void collect(String processor, Set<String> found) {
        if (found.add(processor)) {
            mailetsOf(processor).forEach(mailet -> mailet.targets().forEach(target -> collect(target, found)));
        }
    }
}
