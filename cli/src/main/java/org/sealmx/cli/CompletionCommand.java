package org.sealmx.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints a script that has the shell complete the commands and options of the program that this is a command of. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options, for bash and zsh.",
        footer = {"", "For this shell: source <(./run.sh completion)"},
        versionProvider = Version.class)
public final class CompletionCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            converter = Shell.class,
            description = "bash or zsh; the script is the same.")
    private @Nullable String shell;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        var program = command.root().commandLine();
        program.getOut().print(AutoComplete.bash(command.root().name(), program));
        program.getOut().flush();
        return 0;
    }

    /** Accepts the shells that understand the script. */
    static final class Shell implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.equals("bash") && !value.equals("zsh")) {
                throw new TypeConversionException(
                        "'" + value + "' is not a shell that can be served; name bash or zsh");
            }
            return value;
        }
    }
}
