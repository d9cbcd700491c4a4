package org.sealmx.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.Configuration;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.options.Choice;
import org.sealmx.options.OptionWords;
import org.sealmx.options.Options;
import org.sealmx.policy.PolicySettings;
import org.sealmx.server.config.SealMxConfiguration.Limits;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RecipientDelimiter;

/** Reads {@code sealmx.properties}. */
public final class SealMxConfigurationReader {

    /** The name of the file in James' configuration folder, without its extension. */
    public static final String NAME = "sealmx";

    private static final String FILE = NAME + ".properties";

    private static final String NEXT_HOP = "next-hop";

    private final Options<StartUpException> properties;

    private SealMxConfigurationReader(Options<StartUpException> properties) {
        this.properties = properties;
    }

    /**
     * Reads the configuration.
     *
     * @throws StartUpException when a key is unknown, missing, repeated or malformed; the message names it and what it
     *     accepts
     */
    public static SealMxConfiguration read(Configuration configuration) {
        return new SealMxConfigurationReader(new Options<>(
                        OptionWords.quoted(FILE), new PropertiesSource(configuration), StartUpException::new))
                .read();
    }

    private SealMxConfiguration read() {
        List<String> directory = properties.requiredList("directory");
        Optional<CouchDbConfiguration> couchDb = couchDb(directory);
        Optional<SoledadConfiguration> soledad = new SoledadKeys(properties).read();
        Optional<HopConfiguration> nextHop = new HopKeys(properties, NEXT_HOP).read();
        Store store = store(couchDb, soledad, nextHop);
        ForwardConfiguration forward = new ForwardKeys(properties).read();
        SealMxConfiguration.Journal journal = new JournalKeys(properties).read(couchDb.isPresent());
        SealMxConfiguration configuration = new SealMxConfiguration(
                domains(),
                isHttp(directory)
                        ? new DirectorySource.CouchDb()
                        : new DirectorySource.JsonFile(directoryFile(directory)),
                couchDb,
                soledad,
                nextHop,
                checkNextHop(nextHop, store),
                forward,
                store,
                resolver(),
                policy(),
                limits(),
                new PageKeys(properties).read(),
                journal,
                fileUrl("delivery-id-key", "file://var/sealmx/delivery-id.key"),
                new LookupKeys(properties).read(),
                properties.flag("log-addresses", false),
                outcomeLog(),
                fileUrl("audit-log", "file://log/audit.log"),
                new NoticeKeys(properties).read(forward.hop().isPresent(), journal),
                Set.copyOf(properties.list("trusted-mailets")));
        properties.rejectUnread();
        return configuration;
    }

    private LocalDomains domains() {
        List<String> domains = properties.requiredList("domains");
        try {
            return LocalDomains.of(domains);
        } catch (IllegalArgumentException e) {
            throw new StartUpException(FILE + ": 'domains': " + e.getMessage(), e);
        }
    }

    private static boolean isHttp(List<String> urls) {
        return urls.stream().allMatch(url -> url.startsWith("http://") || url.startsWith("https://"));
    }

    private String directoryFile(List<String> urls) {
        String url = urls.get(0);
        if (urls.size() > 1 || !url.startsWith("file://")) {
            throw new StartUpException(
                    FILE + ": 'directory' accepts one file://conf/name or file:///absolute/path, or one or more"
                            + " http://host:port of a CouchDB cluster");
        }
        return url;
    }

    /**
     * The nodes are those of the directory; when the directory is a file, a key of their own gives those for the store.
     */
    private Optional<CouchDbConfiguration> couchDb(List<String> directory) {
        List<String> nodes = properties.list("couchdb-nodes");
        if (isHttp(directory) && !nodes.isEmpty()) {
            throw new StartUpException(
                    FILE
                            + ": 'couchdb-nodes' is only for a directory in a file; remove it, since 'directory' names the nodes");
        }
        return new CouchDbKeys(properties).read(isHttp(directory) ? directory : nodes);
    }

    private boolean checkNextHop(Optional<HopConfiguration> nextHop, Store store) {
        boolean check = properties.choice("check-next-hop", new Choice<>("off", false, "on", true));
        if (check && nextHop.isEmpty()) {
            throw properties.wrong(
                    "check-next-hop", "is on, which needs a server to ask: name it in '" + NEXT_HOP + "'");
        }
        if (check && !store.equals(Store.LMTP)) {
            throw properties.wrong(
                    "check-next-hop", "is on, but mail is stored elsewhere: it needs store=" + LmtpStore.NAME);
        }
        return check;
    }

    private Store store(
            Optional<CouchDbConfiguration> couchDb,
            Optional<SoledadConfiguration> soledad,
            Optional<HopConfiguration> nextHop) {
        Store store = properties.text("store").map(Store::new).orElse(Store.MAILBOX);
        if (store.equals(Store.COUCHDB) && couchDb.isEmpty()) {
            throw new StartUpException(
                    FILE + ": 'store' is couchdb, which needs a CouchDB: name it in 'directory' or 'couchdb-nodes'");
        }
        if (store.equals(Store.SOLEDAD) && soledad.isEmpty()) {
            throw new StartUpException(FILE + ": 'store' is soledad, which needs a Soledad: name it in 'soledad-url'");
        }
        if (store.equals(Store.LMTP) && nextHop.isEmpty()) {
            throw new StartUpException(
                    FILE + ": 'store' is lmtp, which needs a server to hand mail to: name it in '" + NEXT_HOP + "'");
        }
        return store;
    }

    private String fileUrl(String key, String orElse) {
        return FileUrl.require(properties, key, properties.text(key).orElse(orElse));
    }

    private OutcomeLogSettings outcomeLog() {
        return new OutcomeLogSettings(
                properties.choice(
                        "outcome-log",
                        new Choice<>("text", OutcomeLogSettings.Format.TEXT, "json", OutcomeLogSettings.Format.JSON)),
                fileUrl("log-hash-key", OutcomeLogSettings.DEFAULT_KEY));
    }

    private ResolverSettings resolver() {
        ResolverSettings defaults = ResolverSettings.defaults();
        String delimiter = properties.text("recipient-delimiter").orElse("+");
        try {
            return new ResolverSettings(
                    delimiter.equals("none") ? RecipientDelimiter.none() : new RecipientDelimiter(delimiter),
                    userIdDomain(defaults),
                    (int) properties.number("max-alias-depth", defaults.maxAliasDepth(), 1, 50),
                    (int) properties.number("max-destinations", defaults.maxDestinations(), 1, 1_000));
        } catch (IllegalArgumentException e) {
            throw properties.bad(
                    "recipient-delimiter",
                    delimiter,
                    "one or more of " + RecipientDelimiter.ACCEPTED + ", each once, or 'none'");
        }
    }

    private String userIdDomain(ResolverSettings defaults) {
        String domain = properties.text("user-id-domain").orElse(defaults.deliverDomain());
        try {
            return EmailAddress.parseDomain(domain);
        } catch (AddressSyntaxException e) {
            throw properties.bad("user-id-domain", domain, "a domain name");
        }
    }

    private PolicySettings policy() {
        PolicySettings defaults = PolicySettings.defaults();
        Choice<PolicySettings.Response> responses =
                new Choice<>("defer", PolicySettings.Response.DEFER, "reject", PolicySettings.Response.REJECT);
        List<String> probes = properties.list("probe-senders");
        try {
            return new PolicySettings(
                    properties.choice("no-certificate", responses, defaults.noCertificate()),
                    properties.choice("over-quota", responses, defaults.overQuota()),
                    probes.isEmpty() ? defaults.probeSenders() : probes);
        } catch (IllegalArgumentException e) {
            throw new StartUpException(FILE + ": 'probe-senders': " + e.getMessage(), e);
        }
    }

    private Limits limits() {
        return new Limits(
                (int) properties.number("max-line-length", 1_000_000, 998, 100_000_000),
                (int) properties.number("max-recipients", 1_000, 1, 100_000),
                (int) properties.number("max-messages-in-flight", 50, 1, 100_000),
                1024
                        * properties.number(
                                "max-kib-in-flight", Runtime.getRuntime().maxMemory() / 8 / 1024, 64, 1L << 40),
                Duration.ofSeconds(properties.number("data-idle-seconds", 60, 1, 3_600)),
                Duration.ofSeconds(properties.number("stop-seconds", 30, 0, 3_600)));
    }
}
