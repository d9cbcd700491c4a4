package org.sealmx.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script with which the shell completes the commands and options of its program. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options, for bash and zsh.",
        footer = {"", "For this shell: source <(${ROOT-COMMAND-NAME} completion)"})
public final class CompletionCommand extends StandardCommand {

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Sets the shell.
     *
     * @throws ParameterException when the shell does not understand the script
     */
    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash or zsh; the script is the same.")
    void setShell(@Nullable String shell) {
        if (shell != null && !shell.equals("bash") && !shell.equals("zsh")) {
            throw new ParameterException(
                    command().commandLine(), "no completion for '" + shell + "'; choose bash or zsh");
        }
    }

    @Override
    public Integer call() {
        CommandSpec root = command().root();
        var program = root.commandLine();
        program.getOut().print(AutoComplete.bash(root.name().replaceFirst("^.*/", ""), program));
        program.getOut().flush();
        return 0;
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
