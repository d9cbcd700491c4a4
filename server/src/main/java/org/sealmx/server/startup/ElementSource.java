package org.sealmx.server.startup;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.options.OptionSource;

/** The elements inside an XML element. */
record ElementSource(ImmutableNode element) implements OptionSource {

    @Override
    public Collection<String> names() {
        return element.getChildren().stream().map(ImmutableNode::getNodeName).toList();
    }

    @Override
    public List<String> values(String name) {
        return element.getChildren().stream()
                .filter(child -> child.getNodeName().equals(name))
                .map(child -> Objects.toString(child.getValue(), ""))
                .toList();
    }
}
