package org.sealmx.tools.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.cli.StandardCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the demo's accounts and keys, as {@link DemoAccounts} describes, and lists the accounts. */
@Command(
        name = "accounts",
        description = "Make the demo's accounts: their secret keys and a directory file. Existing ones are kept.")
public final class AccountsCommand extends StandardCommand {

    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "For the keys and directory.json.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "DOMAIN",
            description = "The accounts are in the first domain; each has a postmaster.")
    private List<String> domains = List.of();

    /** @param out gets a line for each account */
    public AccountsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, PGPException {
        DemoAccounts.create(folder, domains, Clock.systemUTC());
        DemoAccounts.describe(domains.get(0)).forEach(out::println);
        out.flush();
        return 0;
    }
}
