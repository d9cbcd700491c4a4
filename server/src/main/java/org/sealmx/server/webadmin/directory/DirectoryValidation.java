package org.sealmx.server.webadmin.directory;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.check.MailRules;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.http.ServerException;

/** Checks the directory as {@code ./run.sh check} does, as far as it is about documents and views. */
@ThreadSafe
public final class DirectoryValidation {

    /** Checks every document with a {@link DocumentCheck}. */
    @ThreadSafe
    @FunctionalInterface
    public interface Reading {
        /** The report. */
        DirectoryReport report(DocumentCheck documents)
                throws DirectoryConfigurationException, DirectoryUnavailableException, ServerException;
    }

    private final LocalDomains domains;
    private final StoreNames names;
    private final MailRules rules;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    private final Reading reading;

    /**
     * @param domains our domains
     * @param names which accounts the store can have a mailbox for
     * @param rules what decides about mail for the addresses
     * @param clock the time at which certificates must be usable
     * @param reading reads the directory
     */
    public DirectoryValidation(LocalDomains domains, StoreNames names, MailRules rules, Clock clock, Reading reading) {
        this.domains = domains;
        this.names = names;
        this.rules = rules;
        this.clock = clock;
        this.reading = reading;
    }

    /** A check that has not begun. */
    DocumentCheck begin(Optional<Duration> expiresWithin) {
        return new DocumentCheck(domains, new AccountCertificateReader(), clock, expiresWithin, names, rules);
    }

    /** Runs a check. */
    DirectoryReport run(DocumentCheck documents)
            throws DirectoryConfigurationException, DirectoryUnavailableException, ServerException {
        return reading.report(documents);
    }
}
