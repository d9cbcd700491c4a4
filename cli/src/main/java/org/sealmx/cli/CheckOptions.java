package org.sealmx.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The options of a check of the directory, for the command lines of the tools and of {@code run.sh}. Filled in by
 * picocli.
 */
public final class CheckOptions {

    /** What the check does, for the help of the command. */
    public static final String DESCRIPTION =
            "Check the directory before going live, without a server: documents by status, views, problems.";
    /** The exit codes, for the end of the help; {@link #EXIT_CODES_CONTINUED} follows. */
    public static final String EXIT_CODES =
            "Exits with 0 when all is well, 1 with problems, 2 when the directory cannot be";
    /** The line after {@link #EXIT_CODES}. */
    public static final String EXIT_CODES_CONTINUED = "checked, 3 when certificates expire soon and all else is well.";

    @Option(names = "--create-views", description = "Create CouchDB's views when they are missing.")
    private boolean createViews;

    @Option(
            names = "--expires-within",
            paramLabel = "DAYSd",
            converter = Days.class,
            description = "List certificates that expire within this time, such as 30d.")
    private @Nullable Duration expiresWithin;

    @Option(
            names = "--postfix",
            description = "Also check that the Postfix on this machine passes on our mail, complete and unchanged"
                    + " (postconf; MAIL_CONFIG is honoured).")
    private boolean postfix;

    @Option(
            names = "--next-hop",
            paramLabel = "PLACE",
            converter = NextHopPlace.class,
            description = "Also check that the next hop answers at inet:HOST:PORT or unix:/PATH."
                    + " With store=lmtp in sealmx.properties, the one that is named there is checked without this.")
    private @Nullable String nextHop;

    @Option(names = "--json", description = "Report in JSON.")
    private boolean json;

    /** Whether missing views are created in CouchDB. */
    public boolean createViews() {
        return createViews;
    }

    /** The time within which expiring certificates are listed: 1 to 9999 days. */
    public Optional<Duration> expiresWithin() {
        return Optional.ofNullable(expiresWithin);
    }

    /** Whether the Postfix on this machine is checked, too. */
    public boolean postfix() {
        return postfix;
    }

    /** Where the server listens that mail is handed to; empty for what the configuration names. */
    public Optional<String> nextHop() {
        return Optional.ofNullable(nextHop);
    }

    /** Whether the report is JSON. */
    public boolean json() {
        return json;
    }

    /** These options as words of a command line. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (createViews) {
            words.add("--create-views");
        }
        expiresWithin().ifPresent(time -> words.add("--expires-within=" + time.toDays() + "d"));
        if (postfix) {
            words.add("--postfix");
        }
        nextHop().ifPresent(place -> words.add("--next-hop=" + place));
        if (json) {
            words.add("--json");
        }
        return words;
    }

    /** Reads a number of days. */
    static final class Days implements ITypeConverter<Duration> {

        private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");

        @Override
        public Duration convert(String text) {
            var days = DAYS.matcher(text);
            if (!days.matches()) {
                throw new TypeConversionException("must be a number of days from 1d to 9999d, such as 30d");
            }
            return Duration.ofDays(Long.parseLong(days.group(1)));
        }
    }
}
