package org.sealmx.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the operator said on the command line. Immutable.
 *
 * @param command            what to do
 * @param directory          the identity documents; empty for the demo accounts
 * @param couchDbCredentials a file with the credentials for CouchDB; empty for those of the environment or the configuration
 * @param domains            the domains that are ours, as A-labels; empty when none was named
 * @param data               where everything is written; empty for the default
 * @param conf               the configuration; empty for the default
 * @param lmtpPort           empty for the default
 * @param imapPort           empty for the default
 * @param webadminPort       empty for the default
 * @param imapPassword       for every main identity of the directory
 * @param checkOptions       for {@link Command#CHECK}, as {@code CheckMain} reads them
 * @param recipients         of {@link Command#SEND}
 * @param fromInput          whether {@link Command#SEND} sends what is on the standard input
 * @param debug              whether stack traces and details are wanted
 */
record Options(
        Command command,
        Optional<DirectorySource> directory,
        Optional<Path> couchDbCredentials,
        List<String> domains,
        Optional<Path> data,
        Optional<Path> conf,
        Optional<Integer> lmtpPort,
        Optional<Integer> imapPort,
        Optional<Integer> webadminPort,
        Optional<String> imapPassword,
        List<String> checkOptions,
        List<String> recipients,
        boolean fromInput,
        boolean debug) {

    static final List<String> DEFAULT_DOMAINS = List.of("example.org");

    /** What to do. */
    enum Command {
        /** Run until SIGTERM. */
        START,
        /** Start, deliver and open a message, stop. */
        DEMO,
        /** Look over the directory. */
        CHECK,
        /** Hand a message in to an instance that runs. */
        SEND,
        /** Explain the command line. */
        HELP
    }

    Options {
        domains = List.copyOf(domains);
        checkOptions = List.copyOf(checkOptions);
        recipients = List.copyOf(recipients);
    }

    /** The domains that are ours. */
    List<String> domainsOrDefault() {
        return domains.isEmpty() ? DEFAULT_DOMAINS : domains;
    }
}
