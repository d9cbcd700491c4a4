package org.sealmx.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes in one line what is wrong with a command line, and what to do. */
final class Misuse {

    private static final String SEE = "; see --help";
    /** For what commands call their parameters. */
    private static final Map<String, String> EXAMPLES =
            Map.of("ADDRESS", "alice@example.org", "DESTINATION", "bob@example.org");

    private Misuse() {}

    static String describe(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (problem instanceof MissingParameterException missing
                && missing.getMissing().stream().allMatch(PositionalParamSpec.class::isInstance)) {
            return missing(missing);
        }
        if (problem instanceof OverwrittenOptionException twice
                && twice.getOverwritten() instanceof OptionSpec option) {
            return option.longestName() + " is given twice; give it once";
        }
        if (problem.getCause() instanceof TypeConversionException wrong) {
            String what = String.valueOf(wrong.getMessage());
            return name(problem.getArgSpec()) + between(what) + what;
        }
        return String.valueOf(problem.getMessage());
    }

    private static String missing(MissingParameterException problem) {
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        // picocli names the first one only
        List<String> missing = command.positionalParameters().stream()
                .filter(ArgSpec::required)
                .dropWhile(argument -> !problem.getMissing().contains(argument))
                .map(ArgSpec::paramLabel)
                .toList();
        String example = command.positionalParameters().stream()
                .filter(ArgSpec::required)
                .map(argument -> EXAMPLES.getOrDefault(argument.paramLabel(), argument.paramLabel()))
                .collect(Collectors.joining(" "));
        return command.name() + " needs " + list(missing) + ", such as: " + command.name() + " " + example + SEE;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** A problem either continues a sentence that begins with the option, or is a sentence of its own. */
    private static String between(String what) {
        return what.startsWith("must ") || what.startsWith("takes ") ? " " : ": ";
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        CommandLine line = problem.getCommandLine();
        CommandSpec command = line.getCommandSpec();
        String word = problem.getUnmatched().get(0);
        if (word.length() == 1 || !word.startsWith("-")) {
            return command.parent() == null && !line.getSubcommands().isEmpty()
                    ? "unknown command '" + word + "'; the commands are " + list(commands(line)) + ","
                            + SEE.substring(1)
                    : "'" + word + "' after '" + command.name() + "' means nothing" + SEE;
        }
        String name = word.replaceFirst("=.*", "");
        if (command.parent() != null) {
            return isOptionOf(command.root().commandLine(), name)
                    ? command.name() + " does not take " + name + "; it takes " + String.join(", ", options(command))
                    : "unknown option " + word + SEE;
        }
        return line.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(other -> other.findOption(name) != null)
                .findFirst()
                .map(other -> name + " is an option of " + other.name() + "; write: " + other.name() + " " + name)
                .orElse("unknown option " + word + SEE);
    }

    private static boolean isOptionOf(CommandLine line, String name) {
        return line.getCommandSpec().findOption(name) != null
                || line.getSubcommands().values().stream().anyMatch(command -> isOptionOf(command, name));
    }

    private static List<String> commands(CommandLine line) {
        return line.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .map(CommandSpec::name)
                .toList();
    }

    /** The options of this command, without those that all commands share. */
    private static List<String> options(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals(Commands.DEBUG))
                .toList();
    }

    private static String list(List<String> words) {
        List<String> all = new ArrayList<>(words);
        String last = all.remove(all.size() - 1);
        return all.isEmpty() ? last : String.join(", ", all) + " and " + last;
    }
}
