package org.sealmx.server.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.util.LoggingLevel;

/** James' configuration, with files from a test. */
public final class TextConfigurations implements ConfigurationProvider {

    private final Map<String, String> files;
    private final List<String> read = new ArrayList<>();

    /** @param files XML by file name without extension; a missing file is empty */
    public TextConfigurations(Map<String, String> files) {
        this.files = Map.copyOf(files);
    }

    /** The names of the files that were read, each as often as it was. */
    public List<String> read() {
        return List.copyOf(read);
    }

    @Override
    public HierarchicalConfiguration<ImmutableNode> getConfiguration(String component, LoggingLevel level)
            throws ConfigurationException {
        read.add(component);
        return FileConfigurationProvider.getConfig(
                new ByteArrayInputStream(files.getOrDefault(component, "").getBytes(UTF_8)));
    }
}
