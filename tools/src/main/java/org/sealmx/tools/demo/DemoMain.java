package org.sealmx.tools.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;

/**
 * The demo's tools, as a program:
 *
 * <pre>
 * java -cp sealmx-james.jar org.sealmx.tools.demo.DemoMain accounts FOLDER DOMAIN...
 * java -cp sealmx-james.jar org.sealmx.tools.demo.DemoMain open SECRET-KEY-FILE &lt; sealed.eml
 * </pre>
 */
public final class DemoMain {

    private static final String USAGE = "usage: accounts FOLDER DOMAIN... | open SECRET-KEY-FILE";

    private DemoMain() {}

    /** Ends with 1 and a line on standard error when something is wrong. */
    public static void main(String[] arguments) {
        try {
            run(List.of(arguments), System.in, System.out);
        } catch (IOException | PGPException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * As {@link #main}, for a caller in the same process.
     *
     * @throws IllegalArgumentException when the arguments make no sense
     */
    public static void run(List<String> arguments, InputStream in, OutputStream out) throws IOException, PGPException {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        if (command.equals("accounts") && arguments.size() > 2) {
            DemoAccounts.create(Path.of(arguments.get(1)), arguments.subList(2, arguments.size()), Clock.systemUTC());
        } else if (command.equals("open") && arguments.size() == 2) {
            try (InputStream key = Files.newInputStream(Path.of(arguments.get(1)))) {
                DemoOpen.open(key, in, out);
            }
            out.flush();
        } else {
            throw new IllegalArgumentException(USAGE);
        }
    }
}
