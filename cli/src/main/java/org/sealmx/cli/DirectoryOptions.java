package org.sealmx.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The options of the commands that change and list the directory, for the command lines of the tools and of
 * {@code run.sh}. Filled in by picocli.
 */
public final class DirectoryOptions {

    /** Standard input in place of a file. */
    public static final String STANDARD_INPUT = "-";

    private DirectoryOptions() {}

    /** The commands, with what they do, in the order of the help. */
    public enum Verb {
        /** A new account, or other certificates. */
        ADD("Add an account, or replace the certificate of one that is there."),
        /** Another address. */
        ALIAS("Add an alias: mail for the address goes to the destination as well."),
        /** No mail. */
        DISABLE("Refuse mail for an address, and keep it reserved."),
        /** Mail again. */
        ENABLE("Accept mail for a disabled address again."),
        /** Gone. */
        REMOVE("Remove an address. Disable it instead if nobody else may ever have it."),
        /** Shown. */
        LIST("List the addresses of the directory with their certificates.");

        private final String description;

        Verb(String description) {
            this.description = description;
        }

        /** The name of the command. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What it does, for the help. */
        public String description() {
            return description;
        }

        /** Its options, not filled in. */
        public PassedOn options() {
            return switch (this) {
                case ADD -> new Add();
                case ALIAS -> new Alias();
                case DISABLE, ENABLE -> new OfAddress();
                case REMOVE -> new Remove();
                case LIST -> new Listing();
            };
        }
    }

    /** Of {@code disable} and {@code enable}. */
    public static final class OfAddress implements PassedOn {

        @Parameters(
                paramLabel = "ADDRESS",
                description = "For example alice@example.org; @example.org is the catch-all of a domain.")
        private String address = "";

        /** As written. */
        public String address() {
            return address;
        }

        @Override
        public List<String> words() {
            return List.of(address);
        }
    }

    /** Of {@code add}. */
    public static final class Add implements PassedOn {

        @Parameters(index = "0", paramLabel = "ADDRESS", description = "For example alice@example.org.")
        private String address = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "FILE",
                description = "OpenPGP, armored or binary, or X.509, in PEM or DER; - for standard input. Without it,"
                        + " mail waits until there is one.")
        private @Nullable String certificate;

        @Option(
                names = "--account",
                paramLabel = "ID",
                description = "The user_id of a new account; default: a random one.")
        private @Nullable String account;

        @Option(
                names = "--force",
                description = "Take a certificate that does not name the address, is weaker than the one it replaces,"
                        + " or loses a key; and of a secret key the public part.")
        private boolean force;

        /** As written. */
        public String address() {
            return address;
        }

        /** The file, or {@value DirectoryOptions#STANDARD_INPUT}. */
        public Optional<String> certificate() {
            return Optional.ofNullable(certificate);
        }

        /** The account of a new identity. */
        public Optional<String> account() {
            return Optional.ofNullable(account);
        }

        /** Whether objections are overruled. */
        public boolean force() {
            return force;
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>(List.of(address));
            certificate()
                    .map(file -> file.equals(STANDARD_INPUT) ? file : absolute(file))
                    .ifPresent(words::add);
            account().ifPresent(id -> words.add("--account=" + id));
            if (force) {
                words.add("--force");
            }
            return words;
        }

        private static String absolute(String file) {
            return Path.of(file).toAbsolutePath().normalize().toString();
        }
    }

    /** Of {@code alias}. */
    public static final class Alias implements PassedOn {

        @Parameters(
                index = "0",
                paramLabel = "ADDRESS",
                description = "For example sales@example.org; @example.org is the catch-all of a domain.")
        private String address = "";

        @Parameters(
                index = "1",
                paramLabel = "DESTINATION",
                description =
                        "An address that the directory has, or one in another domain, to which mail is forwarded.")
        private String destination = "";

        @Option(
                names = "--account",
                paramLabel = "ID",
                description = "The user_id that the alias belongs to; default: that of the destination.")
        private @Nullable String account;

        @Option(
                names = "--force",
                description = "Even if the address has a mailbox, whose mail is copied then, or the destination leads"
                        + " back to it.")
        private boolean force;

        /** As written. */
        public String address() {
            return address;
        }

        /** As written. */
        public String destination() {
            return destination;
        }

        /** The account of the alias. */
        public Optional<String> account() {
            return Optional.ofNullable(account);
        }

        /** Whether the address may have a mailbox, and the destination lead back to it. */
        public boolean force() {
            return force;
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>(List.of(address, destination));
            account().ifPresent(id -> words.add("--account=" + id));
            if (force) {
                words.add("--force");
            }
            return words;
        }
    }

    /** Of {@code remove}. */
    public static final class Remove implements PassedOn {

        @Parameters(
                paramLabel = "ADDRESS",
                description = "For example alice@example.org; @example.org is the catch-all of a domain.")
        private String address = "";

        @Option(
                names = "--destination",
                paramLabel = "ADDRESS",
                description = "Of an alias with several destinations, only this one; default: all of them.")
        private @Nullable String destination;

        /** As written. */
        public String address() {
            return address;
        }

        /** The only destination to remove. */
        public Optional<String> destination() {
            return Optional.ofNullable(destination);
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>(List.of(address));
            destination().ifPresent(to -> words.add("--destination=" + to));
            return words;
        }
    }

    /** Of {@code list}. */
    public static final class Listing implements PassedOn {

        @Option(
                names = "--expires-within",
                paramLabel = "DAYSd",
                converter = CheckOptions.Days.class,
                description = "Only those to which no mail can be encrypted after this time, such as 30d.")
        private @Nullable Duration expiresWithin;

        @Option(names = "--json", description = "One JSON object for each line.")
        private boolean json;

        /** The time within which the last certificate of a listed address ends: 1 to 9999 days. */
        public Optional<Duration> expiresWithin() {
            return Optional.ofNullable(expiresWithin);
        }

        /** Whether the list is JSON. */
        public boolean json() {
            return json;
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>();
            expiresWithin().ifPresent(time -> words.add("--expires-within=" + time.toDays() + "d"));
            if (json) {
                words.add("--json");
            }
            return words;
        }
    }
}
