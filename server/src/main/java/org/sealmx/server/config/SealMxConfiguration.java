package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.mailets.JamesMailboxStore;
import org.sealmx.policy.PolicySettings;

/**
 * The content of {@code sealmx.properties}. The file in {@code james-conf/conf} documents each key.
 *
 * @param domains the domains that are ours
 * @param directory where the directory is
 * @param couchDb the CouchDB that holds the directory, the mail or both
 * @param soledad the Soledad that stores the mail
 * @param nextHop the server behind us that stores the mail
 * @param checkNextHop whether that server is asked at RCPT
 * @param forward what happens to mail for other domains
 * @param store where mail is stored
 * @param resolver how addresses are resolved
 * @param policy what is refused, and how
 * @param limits the limits of a transaction and of the server
 * @param page the page for account holders and operators; empty when it is off
 * @param journal where deliveries are recorded
 * @param deliveryIdKey the {@code file:} URL of the key of the delivery ids, which is made when it is missing
 * @param lookup the ports on which Postfix looks keys up
 * @param logAddresses whether the log may contain addresses
 * @param outcomeLog how outcomes are logged
 * @param auditLog the {@code file:} URL of the record of changes of the directory
 * @param notices what the owners of accounts are told
 * @param trustedMailets class names of mailets from elsewhere that may see messages in the clear
 */
@Immutable
public record SealMxConfiguration(
        LocalDomains domains,
        DirectorySource directory,
        Optional<CouchDbConfiguration> couchDb,
        Optional<SoledadConfiguration> soledad,
        Optional<HopConfiguration> nextHop,
        boolean checkNextHop,
        ForwardConfiguration forward,
        Store store,
        ResolverSettings resolver,
        PolicySettings policy,
        Limits limits,
        Optional<PageConfiguration> page,
        Journal journal,
        String deliveryIdKey,
        LookupConfiguration lookup,
        boolean logAddresses,
        OutcomeLogSettings outcomeLog,
        String auditLog,
        NoticeConfiguration notices,
        Set<String> trustedMailets) {

    /** Takes a copy. */
    public SealMxConfiguration {
        trustedMailets = Collections.unmodifiableSet(new LinkedHashSet<>(trustedMailets));
    }

    /**
     * Where mail is stored.
     *
     * @param word the name of a store; the start checks whether a store of this name exists
     */
    @Immutable
    public record Store(String word) {

        /** In James' mailboxes. */
        public static final Store MAILBOX = new Store(JamesMailboxStore.NAME);
        /** In the accounts' CouchDB databases. */
        public static final Store COUCHDB = new Store(CouchDbIncomingStore.NAME);
        /** In Soledad, via its API for incoming mail. */
        public static final Store SOLEDAD = new Store(SoledadIncomingStore.NAME);
        /** At a server behind us, by LMTP. */
        public static final Store LMTP = new Store(LmtpStore.NAME);
    }

    /**
     * The limits of a transaction and of the server.
     *
     * @param maxLineLength of a message, in octets without CR LF
     * @param maxRecipients of one transaction
     * @param maxMessagesInFlight messages that are processed at once
     * @param maxBytesInFlight bytes of messages received and not yet answered, and as many again for processing them
     * @param dataIdle how long a message may be held without progress before its connection is closed
     * @param stop how long transactions in progress have when the server is stopped
     */
    @Immutable
    public record Limits(
            int maxLineLength,
            int maxRecipients,
            int maxMessagesInFlight,
            long maxBytesInFlight,
            Duration dataIdle,
            Duration stop) {}

    /** Where deliveries are recorded. */
    @Immutable
    public sealed interface Journal {

        /**
         * In a file, for one node.
         *
         * @param file a {@code file:} URL
         * @param entries how many deliveries it remembers
         * @param sync whether each entry waits for the disk
         */
        @Immutable
        record InFile(String file, int entries, boolean sync) implements Journal {}

        /**
         * In CouchDB, for several nodes.
         *
         * @param prefix what the names of its databases begin with; the month follows
         */
        @Immutable
        record InCouchDb(String prefix) implements Journal {}
    }
}
