package org.sealmx.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Arranges a command line for picocli: the name of the command first, each value attached to its option. This allows
 * options before the command, and values that look like an option or a command.
 */
final class Words {

    private final CommandLine line;
    private final Map<String, OptionSpec> options = new HashMap<>();
    private final Deque<String> rest;
    private final List<String> arranged = new ArrayList<>();

    private Words(CommandLine line, List<String> arguments) {
        this.line = line;
        this.rest = new ArrayDeque<>(arguments);
        collect(line);
    }

    /** @throws ParameterException when an option lacks its value, or has a value but takes none */
    static List<String> arrange(CommandLine line, List<String> arguments) {
        Words words = new Words(line, arguments);
        String command = null;
        while (!words.rest.isEmpty()) {
            String word = words.rest.removeFirst();
            if (word.startsWith("-") && word.length() > 1) {
                words.arranged.add(words.option(word));
            } else if (command == null && line.getSubcommands().containsKey(word)) {
                command = word;
            } else {
                words.arranged.add(word);
            }
        }
        if (command != null) {
            words.arranged.add(0, command);
        }
        return words.arranged;
    }

    private void collect(CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            for (String name : option.names()) {
                options.put(name, option);
            }
        }
        command.getSubcommands().values().forEach(this::collect);
    }

    private String option(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        OptionSpec option = options.get(name);
        if (option == null) {
            return word;
        }
        if (option.arity().max() == 0) {
            if (equals >= 0) {
                throw new ParameterException(line, name + " takes no value; see --help");
            }
            return word;
        }
        String value = equals < 0 ? rest.pollFirst() : word.substring(equals + 1);
        if (value == null || value.isBlank() || (equals < 0 && value.startsWith("--"))) {
            throw new ParameterException(line, name + " needs a value; see --help");
        }
        return name + "=" + value;
    }
}
