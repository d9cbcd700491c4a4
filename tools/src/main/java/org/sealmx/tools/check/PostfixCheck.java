package org.sealmx.tools.check;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.server.config.SealMxConfiguration;

/**
 * Finds out where a Postfix does not pass the mail for our domains to SealMX, changes it, or bounces it for no reason.
 * Pure, apart from {@link PostfixSettings}.
 */
final class PostfixCheck {

    /** A message may wait a minute for room (the patience of ProcessingRoom) before it is sealed and stored. */
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);

    private final PostfixSettings postfix;
    private final SealMxConfiguration configuration;
    private final LmtpEntrance entrance;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> unseen = new LinkedHashSet<>();
    private final Set<String> notCompared = new LinkedHashSet<>();

    private PostfixCheck(PostfixSettings postfix, SealMxConfiguration configuration, LmtpEntrance entrance) {
        this.postfix = postfix;
        this.configuration = configuration;
        this.entrance = entrance;
    }

    /**
     * The result of a check.
     *
     * @param lookedAt one line that says what was checked, what could not be checked, and how many faults were found
     * @param problems a sentence for each problem; empty when there is none
     */
    @Immutable
    record Result(String lookedAt, List<String> problems) {
        /** Takes a copy. */
        Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Checks a Postfix.
     *
     * @param postfix the Postfix
     * @param configuration of SealMX
     * @param entrance where LMTP listens
     * @throws org.sealmx.server.config.StartUpException when Postfix does not reveal its configuration
     */
    static Result of(PostfixSettings postfix, SealMxConfiguration configuration, LmtpEntrance entrance) {
        PostfixCheck check = new PostfixCheck(postfix, configuration, entrance);
        check.run();
        return new Result(check.lookedAt(), List.copyOf(check.problems));
    }

    private void run() {
        TransportCheck transports = new TransportCheck(postfix, entrance, this::problem, notCompared::add);
        configuration.domains().names().forEach(transports::check);
        new DetourCheck(postfix, configuration.domains().names(), this::problem).check();
        new ProbeCheck(postfix, this::problem, unseen::add).check(transports.recipientLists());
        checkDelimiter(transports.recipientLists());
        checkSizes(entrance.largestMail());
        transports.services().forEach(this::checkService);
    }

    private String lookedAt() {
        String faults = problems.isEmpty()
                ? "no fault found"
                : problems.size() == 1 ? "1 fault found, below" : problems.size() + " faults found, below";
        return "Postfix in " + postfix.value("config_directory")
                + ": looked at classes of addresses, transports and <bind>, aliases, rewriting, copies and relocation of whole domains,"
                + " reject_unverified_recipient and its times, recipient_delimiter, sizes, recipients at once, lines and"
                + " lmtp_data_done_timeout for "
                + String.join(", ", configuration.domains().names())
                + leftOut("; not compared: ", notCompared)
                + leftOut("; not seen: ", unseen)
                + "; "
                + faults;
    }

    private static String leftOut(String title, Set<String> what) {
        return what.isEmpty() ? "" : title + String.join(", ", what);
    }

    /** Postfix looks up recipients without their extension only when it also knows the delimiter. */
    private void checkDelimiter(Map<String, String> recipientLists) {
        String theirs = postfix.value("recipient_delimiter");
        String ours = configuration.resolver().recipientDelimiter().characters();
        String missing = ours.chars()
                .filter(c -> theirs.indexOf(c) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        PostfixLists lists = new PostfixLists(postfix);
        recipientLists.values().stream()
                .distinct()
                .filter(parameter ->
                        !missing.isEmpty() && !lists.words(parameter).isEmpty() && !lists.asksServers(parameter))
                .forEach(parameter -> problem("recipient_delimiter = " + theirs + " lacks " + missing
                        + " of sealmx.properties' recipient-delimiter, so Postfix refuses addresses with an extension"
                        + " that are not in " + parameter + "; set recipient_delimiter = " + ours));
    }

    private void checkSizes(OptionalLong largestMail) {
        long message = postfix.limit("message_size_limit");
        long mailbox = postfix.limit("mailbox_size_limit");
        if (exceeds(message, mailbox)) {
            problem("message_size_limit = " + message + " is above mailbox_size_limit = " + mailbox
                    + ", so Postfix delivers nothing locally, its own reports included; set mailbox_size_limit = 0");
        }
        largestMail.ifPresent(accepted -> {
            if (exceeds(message, accepted)) {
                problem("message_size_limit = " + message + " is above lmtpserver.xml's maxmessagesize, " + accepted
                        + " octets, so larger mail is accepted and bounced; lower it, or raise maxmessagesize");
            }
        });
    }

    private static boolean exceeds(long limit, long other) {
        return other != 0 && (limit == 0 || limit > other);
    }

    private void checkService(String service) {
        long line = postfix.limit(service, "lmtp_line_length_limit");
        if (line != 0) {
            problem("lmtp_line_length_limit = " + line
                    + " makes Postfix break longer lines, which invalidates signatures;"
                    + " set lmtp_line_length_limit = 0");
        }
        PostfixTime patience =
                PostfixTime.of("lmtp_data_done_timeout", postfix.value(service, "lmtp_data_done_timeout"), "s");
        if (patience.value().compareTo(LEAST_PATIENCE) < 0) {
            problem("lmtp_data_done_timeout = " + patience.text() + " may end before SealMX has answered, so Postfix"
                    + " sends the message again; set lmtp_data_done_timeout = 600s");
        }
        String name = service + "_destination_recipient_limit";
        String most = postfix.value(name);
        int accepted = configuration.limits().maxRecipients();
        if (!most.isEmpty() && exceeds(postfix.limit(name), accepted)) {
            problem(name + " = " + most + " is above max-recipients of sealmx.properties, " + accepted
                    + ", so the recipients beyond it wait for Postfix' next try; set " + name + " = 50");
        }
    }

    private void problem(String text) {
        problems.add("Postfix: " + text);
    }
}
