package org.sealmx.options;

import java.util.Collection;
import java.util.List;

/** Where the options of one place are written: a file, an element or a mailet. */
public interface OptionSource {

    /** The names of all options that are given; a name that is given twice may appear twice. */
    Collection<String> names();

    /**
     * The values of an option, as written and in order.
     *
     * @return one for each time that the option is given and, where the place has lists, for each part of a list; an
     *     empty text for an option without a value; nothing when the option is not given
     */
    List<String> values(String name);
}
