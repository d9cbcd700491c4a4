package org.sealmx.standalone.james;

import com.google.errorprone.annotations.Immutable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings that the configuration files leave open: the variables {@code ${sys:sealmx.…}} in them, and the
 * properties that James and the log read.
 *
 * @param domains the domains that are ours, the first is James' default domain
 * @param directory the identity documents
 * @param couchDbCredentials the value of {@code couchdb-credentials}; empty for that of the configuration
 * @param ports where James listens
 * @param lookups where Postfix looks recipients up, if the operator has named ports
 * @param page where the page is, if the operator has named a port
 * @param conf the configuration
 * @param log the log file
 * @param temporary for temporary files
 * @param debug whether details and addresses are logged
 */
@Immutable
public record Settings(
        List<String> domains,
        Directory directory,
        Optional<String> couchDbCredentials,
        Ports ports,
        LookupPorts lookups,
        PagePort page,
        Path conf,
        Path log,
        Path temporary,
        boolean debug) {

    /** The variable in {@code directory} of {@code sealmx.properties}. */
    public static final String DIRECTORY_VARIABLE = "sealmx.directory";
    /** The variable in {@code couchdb-credentials}. */
    public static final String CREDENTIALS_VARIABLE = "sealmx.couchdb.credentials";

    /** Takes a copy. */
    public Settings {
        domains = List.copyOf(domains);
    }

    /** Sets them as system properties. To be called before the first use of James or the log. */
    public void apply() {
        System.setProperty("sealmx.domain", domains.get(0));
        applyDirectory(domains, directory, couchDbCredentials);
        applyLmtpPort(ports.lmtp());
        System.setProperty("sealmx.imap.port", Integer.toString(ports.imap()));
        System.setProperty("sealmx.webadmin.port", Integer.toString(ports.webadmin()));
        lookups.apply();
        page.apply();
        System.setProperty("sealmx.log.file", log.toString());
        System.setProperty(
                "sealmx.log.outcomes", log.resolveSibling("outcomes.log").toString());
        // this program itself reports why it does not start
        System.setProperty("sealmx.log.console", "OFF");
        if (debug) {
            System.setProperty("sealmx.log.level", "DEBUG");
            System.setProperty("sealmx.log.addresses", "true");
            System.setProperty("sealmx.log.address", "(?!)");
        }
        System.setProperty("java.io.tmpdir", temporary.toString());
        System.setProperty(
                "logback.configurationFile", conf.resolve("logback.xml").toString());
        System.setProperty("extra.props", conf.resolve("jvm.properties").toString());
        System.setProperty("james.exit.on.startup.error", "false");
    }

    /** Sets only the one that {@code lmtpserver.xml} reads. */
    public static void applyLmtpPort(int port) {
        System.setProperty("sealmx.lmtp.port", Integer.toString(port));
    }

    /** Sets only those that {@code sealmx.properties} reads. */
    public static void applyDirectory(List<String> domains, Directory directory, Optional<String> couchDbCredentials) {
        System.setProperty("sealmx.domains", String.join(",", domains));
        System.setProperty(DIRECTORY_VARIABLE, directory.property());
        couchDbCredentials.ifPresent(value -> System.setProperty(CREDENTIALS_VARIABLE, value));
    }
}
