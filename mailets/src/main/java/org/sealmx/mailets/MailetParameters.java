package org.sealmx.mailets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mailet.MailetConfig;
import org.sealmx.options.Choice;
import org.sealmx.options.OptionSource;

/**
 * The parameters of a mailet, without those that James itself reads. James joins the values of a parameter that is
 * given twice with a comma.
 */
record MailetParameters(MailetConfig config) implements OptionSource {

    /** Parameters of every mailet that James itself reads. */
    private static final Set<String> OF_THE_HOST = Set.of("onMailetException", "onMatchException");

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>();
        config.getInitParameterNames().forEachRemaining(names::add);
        names.removeAll(OF_THE_HOST);
        return names;
    }

    @Override
    public List<String> values(String name) {
        return Optional.ofNullable(config.getInitParameter(name)).stream().toList();
    }

    /** The choice in a mailet that may not have been initialised yet; the first when no or another word is given. */
    <T> T choice(String name, Choice<T> choice) {
        return values(name).stream()
                .flatMap(given -> choice.find(given.trim()).stream())
                .findFirst()
                .orElse(choice.value());
    }
}
