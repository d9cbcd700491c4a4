package org.sealmx.standalone;

import java.net.IDN;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealmx.standalone.Options.Command;

/** Reads the command line, strictly: what is unknown, repeated, missing or malformed is named. */
final class CommandLine {

    private static final String DIRECTORY = DirectorySource.OPTION;
    private static final String COUCHDB_CREDENTIALS = "--couchdb-credentials";
    private static final String DOMAIN = "--domain";
    private static final String DATA = "--data";
    private static final String CONF = "--conf";
    private static final String LMTP_PORT = "--lmtp-port";
    private static final String IMAP_PORT = "--imap-port";
    private static final String WEBADMIN_PORT = "--webadmin-port";
    private static final String IMAP_PASSWORD = "--imap-password";
    private static final String CREATE_VIEWS = "--create-views";
    private static final String EXPIRES_WITHIN = "--expires-within";
    private static final String POSTFIX = "--postfix";
    private static final String JSON = "--json";
    private static final String DEBUG = "--debug";
    /** The options that a value follows. */
    static final Set<String> WITH_VALUE = Set.of(
            DIRECTORY,
            COUCHDB_CREDENTIALS,
            DOMAIN,
            DATA,
            CONF,
            LMTP_PORT,
            IMAP_PORT,
            WEBADMIN_PORT,
            IMAP_PASSWORD,
            EXPIRES_WITHIN);

    private static final Map<String, Command> COMMANDS =
            Map.of("demo", Command.DEMO, "check", Command.CHECK, "send", Command.SEND);
    private static final Map<Command, List<String>> TAKEN = Map.of(
            Command.SEND, List.of(LMTP_PORT),
            Command.CHECK,
                    List.of(
                            DIRECTORY,
                            COUCHDB_CREDENTIALS,
                            DOMAIN,
                            CONF,
                            DATA,
                            CREATE_VIEWS,
                            EXPIRES_WITHIN,
                            POSTFIX,
                            JSON));
    private static final List<String> FOR_CHECK = List.of(CREATE_VIEWS, EXPIRES_WITHIN, POSTFIX, JSON);
    /** The options without a value. */
    static final Set<String> FLAGS = Set.of(DEBUG, CREATE_VIEWS, POSTFIX, JSON);

    private static final String STANDARD_INPUT = "-";
    private static final Set<String> HELP = Set.of("--help", "-h");

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    private CommandLine() {}

    /** @throws OperatorException when there is anything in it that cannot be meant */
    static Options parse(String... arguments) throws OperatorException {
        CommandLine line = new CommandLine();
        line.read(new ArrayDeque<>(List.of(arguments)));
        return line.options();
    }

    private void read(Deque<String> arguments) throws OperatorException {
        while (!arguments.isEmpty()) {
            String argument = arguments.removeFirst();
            if (argument.startsWith("-") && !argument.equals(STANDARD_INPUT)) {
                readOption(argument, arguments);
            } else {
                words.add(argument);
            }
        }
    }

    private void readOption(String argument, Deque<String> rest) throws OperatorException {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (WITH_VALUE.contains(name)) {
            String value = equals < 0 ? rest.pollFirst() : argument.substring(equals + 1);
            if (value == null || value.isBlank() || (equals < 0 && value.startsWith("--"))) {
                throw new OperatorException(name + " needs a value; see --help");
            }
            put(name, value);
        } else if (equals < 0 && (FLAGS.contains(argument) || HELP.contains(argument))) {
            put(argument, "");
        } else {
            throw new OperatorException("unknown option " + argument + "; see --help");
        }
    }

    private void put(String name, String value) throws OperatorException {
        List<String> all = values.computeIfAbsent(name, n -> new ArrayList<>());
        if (!all.isEmpty() && !name.equals(DOMAIN)) {
            throw new OperatorException(name + " is given twice; give it once");
        }
        all.add(value);
    }

    private Options options() throws OperatorException {
        Command command = command();
        requireTaken(command);
        Options options = new Options(
                command,
                directory(),
                path(COUCHDB_CREDENTIALS),
                domains(),
                path(DATA),
                path(CONF),
                port(LMTP_PORT),
                port(IMAP_PORT),
                port(WEBADMIN_PORT),
                value(IMAP_PASSWORD),
                checkOptions(),
                command == Command.SEND ? recipients() : List.of(),
                command == Command.SEND && words.contains(STANDARD_INPUT),
                values.containsKey(DEBUG));
        requireSense(options);
        return options;
    }

    private void requireTaken(Command command) throws OperatorException {
        List<String> taken = TAKEN.get(command);
        for (String name : values.keySet()) {
            if (taken != null && !taken.contains(name) && !name.equals(DEBUG)) {
                throw new OperatorException(command.name().toLowerCase(Locale.ROOT) + " does not take " + name
                        + "; it takes " + String.join(", ", taken));
            }
        }
        for (String name : FOR_CHECK) {
            if (command != Command.CHECK && values.containsKey(name)) {
                throw new OperatorException(name + " is an option of check; write: check " + name);
            }
        }
    }

    /** The words that the check reads itself. */
    private List<String> checkOptions() {
        List<String> words = new ArrayList<>();
        for (String name : FOR_CHECK) {
            value(name)
                    .ifPresent(value -> words.addAll(WITH_VALUE.contains(name) ? List.of(name, value) : List.of(name)));
        }
        return words;
    }

    private Command command() throws OperatorException {
        if (HELP.stream().anyMatch(values::containsKey)) {
            return Command.HELP;
        }
        if (words.isEmpty()) {
            return Command.START;
        }
        String word = words.remove(0);
        Command command = COMMANDS.get(word);
        if (command == null) {
            throw new OperatorException(
                    "unknown command '" + word + "'; the commands are demo, check and send, see --help");
        }
        if (command != Command.SEND && !words.isEmpty()) {
            throw new OperatorException("'" + words.get(0) + "' behind '" + word + "' means nothing; see --help");
        }
        return command;
    }

    private List<String> recipients() {
        return words.stream().filter(word -> !word.equals(STANDARD_INPUT)).toList();
    }

    private static void requireSense(Options options) throws OperatorException {
        if (options.command() == Command.DEMO
                && (options.directory().isPresent() || options.imapPassword().isPresent())) {
            throw new OperatorException("demo makes its own accounts: leave out --directory and --imap-password");
        }
        boolean inCouchDb = options.directory()
                .filter(DirectorySource.CouchDb.class::isInstance)
                .isPresent();
        if (inCouchDb && options.imapPassword().isPresent()) {
            throw new OperatorException(
                    "--imap-password makes logins for a directory that is a file; with CouchDB make them"
                            + " with webadmin: PUT /users/ADDRESS with {\"password\":\"...\"} as application/json");
        }
        if (!inCouchDb
                && options.couchDbCredentials().isPresent()
                && options.conf().isEmpty()) {
            throw new OperatorException(
                    "--couchdb-credentials belongs to a directory in CouchDB: --directory http://HOST:PORT");
        }
        if (options.command() == Command.SEND && options.recipients().isEmpty()) {
            throw new OperatorException("send needs a recipient, such as: send alice@example.org");
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(all -> all.get(0));
    }

    private Optional<DirectorySource> directory() throws OperatorException {
        Optional<String> value = value(DIRECTORY);
        return value.isEmpty() ? Optional.empty() : Optional.of(DirectorySource.parse(value.get()));
    }

    private Optional<Path> path(String name) throws OperatorException {
        Optional<String> value = value(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(DirectorySource.path(name, value.get()));
    }

    private Optional<Integer> port(String name) throws OperatorException {
        Optional<String> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(value.get());
            if (port >= 1 && port <= 65535) {
                return Optional.of(port);
            }
        } catch (NumberFormatException e) {
            throw new OperatorException(name + ": '" + value.get() + "' is not a number from 1 to 65535", e);
        }
        throw new OperatorException(name + ": " + value.get() + " is not a number from 1 to 65535");
    }

    private List<String> domains() throws OperatorException {
        List<String> domains = new ArrayList<>();
        for (String value : values.getOrDefault(DOMAIN, List.of())) {
            String domain = domain(value);
            if (domains.contains(domain)) {
                throw new OperatorException(DOMAIN + " " + value + " is given twice; give it once");
            }
            domains.add(domain);
        }
        return domains;
    }

    private static String domain(String value) throws OperatorException {
        String reason = DOMAIN + ": '" + value + "' is not a domain name, such as example.org";
        String domain;
        try {
            domain = IDN.toASCII(value, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new OperatorException(reason, e);
        }
        // Java knows the older IDNA 2003, by which some names are others
        String lowerCase = value.toLowerCase(Locale.ROOT);
        if (!domain.equals(lowerCase) && !IDN.toUnicode(domain).equals(lowerCase)) {
            throw new OperatorException(DOMAIN + ": write '" + value + "' as DNS has it, with A-labels (xn--...)");
        }
        if (domain.isEmpty() || domain.startsWith(".") || domain.endsWith(".") || domain.contains("..")) {
            throw new OperatorException(reason);
        }
        return domain;
    }
}
