package org.sealmx.tools.directory;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import org.sealmx.cli.Console;
import org.sealmx.cli.DirectoryOptions;
import org.sealmx.cli.DirectoryOptions.Verb;
import org.sealmx.cli.FolderOptions;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.PassedOn;
import org.sealmx.cli.QuietLog;
import org.sealmx.cli.StandardCommand;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.edit.EditRefusedException;
import org.sealmx.server.config.StartUpException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One of the commands {@code add}, {@code alias}, {@code disable}, {@code enable}, {@code remove} and {@code list}.
 * They run beside any James, and need no server. Exits with 0 when it is done, 1 and one line on standard error when
 * nothing was changed, and 2 for a command line that makes no sense.
 */
@Command(abbreviateSynopsis = true)
public final class DirectoryCommand extends StandardCommand {

    private final PassedOn options;
    private final InputStream in;
    private final Console console;

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    private final Verb verb;

    private DirectoryCommand(Verb verb, PassedOn options, InputStream in, Console console) {
        this.verb = verb;
        this.options = options;
        this.in = in;
        this.console = console;
    }

    /**
     * A command.
     *
     * @param in standard input, for a certificate
     * @param console gets what was done
     */
    public static CommandLine line(Verb verb, InputStream in, Console console) {
        PassedOn options = verb.options();
        CommandLine line = new CommandLine(new DirectoryCommand(verb, options, in, console));
        CommandSpec spec = line.getCommandSpec();
        spec.name(verb.word()).addMixin("options", CommandSpec.forAnnotatedObject(options));
        spec.usageMessage().description(verb.description());
        return line;
    }

    @Override
    public Integer call() throws OperatorException {
        QuietLog.configure();
        try (OpenDirectory directory = OpenDirectory.of(folders.folders(), console)) {
            run(directory);
            console.out().flush();
            return 0;
        } catch (StartUpException | EditRefusedException e) {
            throw new OperatorException(String.valueOf(e.getMessage()), e);
        } catch (UntrustedAnswerException e) {
            throw new OperatorException(
                    "the directory cannot be changed: " + e.getMessage()
                            + "; if there is none, add it first, for example: alias postmaster@DOMAIN ADDRESS",
                    e);
        } catch (DirectoryUnavailableException e) {
            throw new OperatorException("the directory cannot be read or changed: " + e.getMessage(), e);
        }
    }

    private void run(OpenDirectory directory)
            throws OperatorException, EditRefusedException, DirectoryUnavailableException {
        if (verb != Verb.LIST) {
            directory.record().prepare();
        }
        PrintStream out = console.out();
        Changes changes = new Changes(directory, in, out);
        switch (verb) {
            case ADD -> changes.add((DirectoryOptions.Add) options);
            case ALIAS -> changes.alias((DirectoryOptions.Alias) options);
            case DISABLE -> changes.setEnabled(((DirectoryOptions.OfAddress) options).address(), false);
            case ENABLE -> changes.setEnabled(((DirectoryOptions.OfAddress) options).address(), true);
            case REMOVE -> changes.remove((DirectoryOptions.Remove) options);
            case LIST ->
                new DirectoryListing(directory, Clock.systemUTC().instant(), (DirectoryOptions.Listing) options, out)
                        .print();
        }
    }
}
