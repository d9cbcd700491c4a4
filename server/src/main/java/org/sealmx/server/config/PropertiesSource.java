package org.sealmx.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.configuration2.Configuration;
import org.sealmx.options.OptionSource;

/** The keys of a properties file. */
record PropertiesSource(Configuration values) implements OptionSource {

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>();
        values.getKeys().forEachRemaining(names::add);
        return names;
    }

    @Override
    public List<String> values(String name) {
        List<String> list = List.of(values.getStringArray(name));
        // the configuration library gives no value at all for "key ="
        return list.isEmpty() && values.containsKey(name) ? List.of("") : list;
    }
}
