package org.sealmx.cli;

import java.util.List;

/** Options that one command line passes on to another. */
public interface PassedOn {

    /** The options as words of a command line. */
    List<String> words();
}
