package org.sealmx.standalone.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.NextHopPlace;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.database.DatabaseLocation;
import org.sealmx.standalone.database.DatabaseLogin;
import org.sealmx.standalone.folder.WorkingDirectory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Where mail is kept. Filled in by picocli. */
final class StoreOptions {

    private static final String USER = "DATABASE_USER";
    private static final String PASSWORD = "DATABASE_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--store",
            paramLabel = "WORD",
            converter = Kind.Converter.class,
            description =
                    "Where mail is kept: database (default); lmtp, at the server of --next-hop; or memory, which is for"
                            + " tests: everything is lost when the program ends.")
    private Kind kind = Kind.DATABASE;

    @Option(
            names = "--next-hop",
            paramLabel = "PLACE",
            converter = NextHopPlace.class,
            description = "The server that has the mailboxes, such as Dovecot, for --store lmtp: inet:HOST:PORT or"
                    + " unix:/PATH.")
    private @Nullable String nextHop;

    @Option(
            names = "--database",
            paramLabel = "URL",
            converter = UrlConverter.class,
            description = "jdbc:postgresql://HOST/NAME; default: an embedded database below --data.")
    private @Nullable String url;

    @Option(
            names = "--database-credentials",
            paramLabel = "FILE",
            description =
                    "One line NAME:PASSWORD; without it DATABASE_USER and DATABASE_PASSWORD of the environment, if"
                            + " they are set.")
    private @Nullable Path credentials;

    /** Options that say memory. */
    static StoreOptions memory() {
        StoreOptions options = new StoreOptions();
        options.kind = Kind.MEMORY;
        return options;
    }

    /** @throws ParameterException when options contradict each other */
    void requireSense() {
        if (kind == Kind.LMTP && nextHop == null) {
            throw misuse("--store lmtp needs --next-hop, such as --next-hop inet:127.0.0.1:24");
        }
        if (kind != Kind.LMTP && nextHop != null) {
            throw misuse("--next-hop is for --store lmtp; add that, or leave --next-hop out");
        }
        if (kind != Kind.DATABASE && url != null) {
            throw misuse("--database is for --store database; leave out one of them");
        }
        if (url == null && credentials != null) {
            throw misuse("--database-credentials belongs to --database URL");
        }
    }

    /** Where the server listens that mail is handed to; empty when mail is kept here. */
    Optional<String> nextHop() {
        return Optional.ofNullable(nextHop);
    }

    private ParameterException misuse(String problem) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), problem);
    }

    /**
     * The database; empty for memory and for a next hop.
     *
     * @param data for a database of our own
     * @throws OperatorException when the credentials cannot be read, or there is a password without a name
     */
    Optional<DatabaseLocation> location(WorkingDirectory data, Map<String, String> environment)
            throws OperatorException {
        if (kind != Kind.DATABASE) {
            return Optional.empty();
        }
        return Optional.of(
                url == null
                        ? new DatabaseLocation.Embedded(data.database())
                        : new DatabaseLocation.Server(url, login(environment)));
    }

    private Optional<DatabaseLogin> login(Map<String, String> environment) throws OperatorException {
        if (credentials != null) {
            return Optional.of(read(credentials));
        }
        String user = environment.getOrDefault(USER, "");
        String password = environment.getOrDefault(PASSWORD, "");
        if (!user.isEmpty()) {
            return Optional.of(new DatabaseLogin(user, password));
        }
        if (!password.isEmpty()) {
            throw new OperatorException(
                    "--database: the environment has " + PASSWORD + " and no " + USER + "; set both, or neither");
        }
        return Optional.empty();
    }

    private static DatabaseLogin read(Path file) throws OperatorException {
        try {
            List<String> lines = Files.readString(file, StandardCharsets.UTF_8)
                    .stripTrailing()
                    .lines()
                    .toList();
            if (lines.size() == 1 && lines.get(0).indexOf(':') > 0) {
                String[] parts = lines.get(0).split(":", 2);
                return new DatabaseLogin(parts[0], parts[1]);
            }
        } catch (IOException e) {
            throw new OperatorException(
                    "--database-credentials: cannot read " + file + "; name a file with a single line, NAME:PASSWORD",
                    e);
        }
        throw new OperatorException("--database-credentials: " + file + " must contain a single line, NAME:PASSWORD.");
    }

    /** The words of {@code --store}. */
    enum Kind {
        DATABASE,
        LMTP,
        MEMORY;

        /** Reads a word. */
        static final class Converter implements ITypeConverter<Kind> {

            @Override
            public Kind convert(String value) {
                return switch (value) {
                    case "database" -> DATABASE;
                    case "lmtp" -> LMTP;
                    case "memory" -> MEMORY;
                    default -> throw new TypeConversionException("takes database, lmtp or memory");
                };
            }
        }
    }

    /** Reads a URL of a database. Its errors never repeat the URL, which may contain a password. */
    static final class UrlConverter implements ITypeConverter<String> {

        private static final String POSTGRESQL = "jdbc:postgresql://";
        /** The driver has a parameter for the password of the client's key, too: {@code sslpassword}. */
        private static final Pattern SECRET = Pattern.compile("[?&](?:user|\\w*password)=", Pattern.CASE_INSENSITIVE);

        @Override
        public String convert(String value) {
            if (SECRET.matcher(value).find() || value.contains("@")) {
                throw new TypeConversionException("a URL holds no name and password, which everybody on this machine"
                        + " could see; put them into DATABASE_USER and DATABASE_PASSWORD, or into a file for"
                        + " --database-credentials");
            }
            if (!value.startsWith(POSTGRESQL) || value.length() == POSTGRESQL.length()) {
                throw new TypeConversionException("takes PostgreSQL as jdbc:postgresql://HOST/NAME");
            }
            return value;
        }
    }
}
