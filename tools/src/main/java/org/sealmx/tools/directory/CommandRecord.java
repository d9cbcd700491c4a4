package org.sealmx.tools.directory;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.directory.edit.AuditFile;
import org.sealmx.directory.edit.DirectoryAudit;
import org.sealmx.server.config.LogHashKeyFile;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.guice.Paths;
import org.sealmx.server.log.AddressHash;
import org.sealmx.smtp.EmailAddress;

/**
 * The record of what commands change, in the file that a server records its changes in.
 *
 * @param file that is added to
 * @param audit writes its lines there; what cannot be added is an error on the console, since the change is made
 */
record CommandRecord(AuditFile file, DirectoryAudit audit) {

    /** An address while there is no key to hash it with; the document that changes is named, too. */
    private static final String NO_KEY = "-";

    /** @throws org.sealmx.server.config.StartUpException when the key of the hashes cannot be read */
    static CommandRecord of(SealMxConfiguration configuration, FileSystem files, Console console) {
        AuditFile file = new AuditFile(Paths.of(files, configuration.auditLog()), Clock.systemUTC());
        return new CommandRecord(
                file, new DirectoryAudit(addresses(configuration, files), line -> add(file, line, console)));
    }

    /** As in the server's log. The key is made by the first start of a server, whose file it is to be. */
    private static Function<EmailAddress, String> addresses(SealMxConfiguration configuration, FileSystem files) {
        if (configuration.logAddresses()) {
            return EmailAddress::toString;
        }
        Optional<AddressHash> hash = LogHashKeyFile.read(
                        Paths.of(files, configuration.outcomeLog().hashKey()))
                .map(AddressHash::new);
        return address -> hash.map(one -> one.of(address)).orElse(NO_KEY);
    }

    private static void add(AuditFile file, String line, Console console) {
        try {
            file.add(line);
        } catch (IOException e) {
            console.complain(
                    new OperatorException(
                            "the directory is changed, but " + file + " (audit-log) has no line about it: " + e, e),
                    false);
        }
    }

    /**
     * Makes sure that a change can be recorded.
     *
     * @throws OperatorException when it could not be; nothing is to be changed then
     */
    void prepare() throws OperatorException {
        try {
            file.prepare();
        } catch (IOException e) {
            throw new OperatorException(
                    "nothing is changed, since the change could not be recorded in " + file + " (audit-log): " + e
                            + "; run this as root or as the user that the server runs as",
                    e);
        }
    }
}
