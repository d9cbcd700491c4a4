package org.sealmx.tools.check;

import java.io.PrintStream;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;
import org.jspecify.annotations.Nullable;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.ReportJson;
import org.sealmx.server.config.StartUpException;

/**
 * Looks over the directory that {@code sealmx.properties} names, as a program beside any James; starts no server and changes nothing, but
 * for the views when it is told to make them. With {@code --postfix} it also looks whether the Postfix of this machine hands over the mail:
 *
 * <pre>
 * java -cp 'extensions-jars/*:james-server.jar:james-server.lib/*' org.sealmx.tools.check.CheckMain [--conf DIR] [--create-views]
 *     [--expires-within DAYSd] [--postfix] [--json]
 * </pre>
 *
 * <p>Ends with {@value #CLEAN} when all is well, with {@value #PROBLEMS} when the report lists problems, with {@value #EXPIRING} when it lists
 * nothing but certificates that expire within the time that was asked for, and with {@value #UNKNOWN} and one line on standard error when the
 * directory cannot be looked at.
 */
public final class CheckMain {

    /** Nothing is wrong. */
    public static final int CLEAN = 0;
    /** Something is wrong with the directory. */
    public static final int PROBLEMS = 1;
    /** Nothing can be said of the directory. */
    public static final int UNKNOWN = 2;
    /** Nothing is wrong yet, and a certificate expires soon. */
    public static final int EXPIRING = 3;

    private static final String CONF = "--conf";
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private CheckMain() {}

    /** Checks the directory and ends with what was found. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** As {@link #main}, for a caller in the same process. */
    static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        List<String> options = new ArrayList<>(arguments);
        String conf = "conf";
        int at = options.indexOf(CONF);
        if (at >= 0 && at + 1 < options.size()) {
            options.remove(at);
            conf = options.remove(at);
        }
        try {
            Path folder = Path.of(conf).toAbsolutePath().normalize();
            return run(new CheckFolders(folder), options, out, errors);
        } catch (InvalidPathException e) {
            return complain(errors, "--conf is not a path");
        }
    }

    /**
     * Checks the directory for a caller who knows where James' folders are.
     *
     * @param folders   of James
     * @param arguments the words of the command line, without {@code --conf}
     * @param out       gets the report
     * @param errors    gets one line when there can be none
     * @return {@link #CLEAN}, {@link #PROBLEMS}, {@link #UNKNOWN} or {@link #EXPIRING}
     */
    public static int run(
            JamesDirectoriesProvider folders, List<String> arguments, PrintStream out, PrintStream errors) {
        beQuiet();
        try {
            CheckOptions options = CheckOptions.parse(arguments);
            DirectoryReport report = DirectoryInspection.of(folders, options).run(options.json() ? errors : out);
            out.print(options.json() ? ReportJson.of(report) : report.text());
            out.flush();
            if (!report.isClean()) {
                return PROBLEMS;
            }
            return report.allExpiring() > 0 ? EXPIRING : CLEAN;
        } catch (StartUpException e) {
            return complain(errors, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Whatever it is, it says nothing about the directory.
            return complain(errors, "the check failed: " + e);
        }
    }

    private static int complain(PrintStream errors, String problem) {
        errors.println("sealmx: " + problem.replaceAll("\\s*\\R\\s*", " "));
        return UNKNOWN;
    }

    /** James' class path has logback, which prints everything unless it is told otherwise before it is first used. */
    private static void beQuiet() {
        @Nullable URL quiet = CheckMain.class.getResource("logback-quiet.xml");
        if (quiet != null && System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, quiet.toString());
        }
    }
}
