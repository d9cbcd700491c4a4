package org.sealmx.tools.log;

import java.io.PrintStream;
import java.nio.file.Path;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.server.config.LogHashKeyFile;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.log.AddressHash;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the hash that the log of outcomes has for an address. Makes no key: only the server does. */
@Command(
        name = "hash",
        description = "Print what the log of outcomes has for an address, to search for one person's mail.",
        footer = {"", "grep \"to=$(… hash alice@example.org)\" log/outcomes.log"})
public final class HashCommand extends StandardCommand {

    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "As written in RCPT; letter case does not matter.")
    private String address = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key: log-hash-key of sealmx.properties; default: var/sealmx/log-hash.key.")
    private Path key = Path.of("var", "sealmx", "log-hash.key");

    /** @param out gets the hash */
    public HashCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws OperatorException {
        try {
            byte[] secret = LogHashKeyFile.read(key)
                    .orElseThrow(() -> new OperatorException("there is no key " + key
                            + "; the first start makes it. Name the one of log-hash-key with --key"));
            out.println(new AddressHash(secret).of(EmailAddress.parse(address)));
            out.flush();
            return 0;
        } catch (AddressSyntaxException e) {
            throw new OperatorException("the address cannot be read: " + e.getMessage(), e);
        } catch (StartUpException e) {
            throw new OperatorException(String.valueOf(e.getMessage()), e);
        }
    }
}
