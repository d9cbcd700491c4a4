package org.sealmx.tools.check;

import java.io.PrintStream;
import org.sealmx.cli.CheckOptions;
import org.sealmx.cli.FolderOptions;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.QuietLog;
import org.sealmx.cli.StandardCommand;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.ReportJson;
import org.sealmx.server.config.StartUpException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Checks the directory that {@code sealmx.properties} names. It runs beside any James, starts no server, and changes
 * nothing, except that it creates the views when asked to. With {@code --postfix} it also checks whether the Postfix on
 * this machine passes on the mail.
 *
 * <p>Exits with {@value #CLEAN} when all is well, with {@value #PROBLEMS} when the report lists problems, with
 * {@value #EXPIRING} when it lists nothing but certificates that expire within the given time, and with
 * {@value #UNKNOWN} and one line on standard error when the directory cannot be checked.
 */
@Command(
        name = "check",
        description = CheckOptions.DESCRIPTION,
        footer = {"", CheckOptions.EXIT_CODES, CheckOptions.EXIT_CODES_CONTINUED},
        exitCodeOnExecutionException = CheckCommand.UNKNOWN)
public final class CheckCommand extends StandardCommand {

    /** Nothing is wrong. */
    public static final int CLEAN = 0;
    /** Something is wrong with the directory. */
    public static final int PROBLEMS = 1;
    /** The directory cannot be checked. */
    public static final int UNKNOWN = 2;
    /** Nothing is wrong yet, but a certificate expires soon. */
    public static final int EXPIRING = 3;

    private final PrintStream out;
    private final PrintStream errors;

    @Mixin
    private final CheckOptions options = new CheckOptions();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    /**
     * @param out gets the report
     * @param errors gets notes when the report is JSON
     */
    public CheckCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    @Override
    public Integer call() throws OperatorException {
        QuietLog.configure();
        try {
            DirectoryReport report =
                    DirectoryInspection.of(folders.folders(), options).run(options.json() ? errors : out);
            out.print(options.json() ? ReportJson.of(report) : report.text());
            out.flush();
            if (!report.isClean()) {
                return PROBLEMS;
            }
            return report.allExpiring() > 0 ? EXPIRING : CLEAN;
        } catch (StartUpException e) {
            throw new OperatorException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // whatever it is, it says nothing about the directory
            throw new OperatorException("the check failed: " + e, e);
        }
    }
}
