package org.sealmx.standalone.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealmx.standalone.folder.Installation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of the commands that read the configuration: the server, the demo and the check. Filled in by picocli.
 */
final class SharedOptions {

    private static final List<String> DEFAULT_DOMAINS = List.of("example.org");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--couchdb-credentials",
            paramLabel = "FILE",
            description = "One line NAME:PASSWORD; without it COUCHDB_USER and COUCHDB_PASSWORD of the environment, if"
                    + " they are set.")
    private @Nullable Path couchDbCredentials;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            converter = DomainName.class,
            description = "Default: example.org. A domain of ours; can be repeated.")
    private List<String> domains = List.of();

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "The configuration; default: ${sys:sealmx.shown.conf:-james-conf/conf in this folder}.")
    private @Nullable Path conf;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is written; default: ${sys:sealmx.shown.data:-run in this folder}.")
    private @Nullable Path data;

    /** The domains that are ours, as A-labels; at least one. */
    List<String> domains() {
        return domains.isEmpty() ? DEFAULT_DOMAINS : domains;
    }

    /** Those that were given, as words of a command line that can be run in any folder. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        domains.forEach(name -> words.add("--domain=" + name));
        addFile("--couchdb-credentials", couchDbCredentials, words);
        addFile("--conf", conf, words);
        addFile("--data", data, words);
        return words;
    }

    private static void addFile(String option, @Nullable Path file, List<String> words) {
        if (file != null) {
            words.add(option + "=" + absolute(file));
        }
    }

    /** Where everything is written, absolute. */
    Path data() {
        return data == null ? absolute(Path.of(System.getProperty("sealmx.data", "run"))) : absolute(data);
    }

    boolean hasData() {
        return data != null;
    }

    /** The configuration, absolute. */
    Path conf(Installation installation) {
        return conf == null ? installation.conf() : absolute(conf);
    }

    /** The credentials for CouchDB: a file, or those of the environment or of the configuration. */
    CouchDbCredentials couchDbCredentials() {
        return new CouchDbCredentials(Optional.ofNullable(couchDbCredentials).map(SharedOptions::absolute));
    }

    /** @throws ParameterException when a domain is given twice, or when there are credentials but no CouchDB */
    void requireSense(boolean inCouchDb) {
        Set<String> seen = new HashSet<>();
        for (String name : domains) {
            if (!seen.add(name)) {
                throw misuse("--domain " + name + " is given twice; give it once");
            }
        }
        if (!inCouchDb && couchDbCredentials != null && conf == null) {
            throw misuse("--couchdb-credentials belongs to a directory in CouchDB: --directory http://HOST:PORT");
        }
    }

    /** The exception for a command line that makes no sense. */
    ParameterException misuse(String problem) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), problem);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
