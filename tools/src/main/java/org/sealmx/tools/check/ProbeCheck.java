package org.sealmx.tools.check;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Checks whether Postfix asks SealMX about a recipient before it accepts mail for it
 * ({@code reject_unverified_recipient}), and how long it keeps the answer. Used by one thread.
 */
final class ProbeCheck {

    private static final String PROBE = "reject_unverified_recipient";
    private static final List<String> RESTRICTIONS = List.of(
            "smtpd_recipient_restrictions",
            "smtpd_relay_restrictions",
            "smtpd_sender_restrictions",
            "smtpd_helo_restrictions",
            "smtpd_client_restrictions",
            "smtpd_data_restrictions");

    /** Makes Postfix only log the restriction after it. */
    private static final String WARNING_ONLY = "warn_if_reject";

    private static final Pattern TABLE_OF_RESTRICTIONS = Pattern.compile("check_[a-z_]+_access");

    private static final String NEGATIVE = "a new account stays refused, and a new key unused, for up to that time";
    private static final String POSITIVE =
            "mail for an account that was disabled is accepted, and then bounced, for up to that time";

    /** The longest time in the sample of {@code docs/OPERATING.md}, and Postfix' unit when none is given. */
    private enum Time {
        NEGATIVE_REFRESH("address_verify_negative_refresh_time", "h", 10, NEGATIVE),
        NEGATIVE_EXPIRE("address_verify_negative_expire_time", "d", 20, NEGATIVE),
        POSITIVE_REFRESH("address_verify_positive_refresh_time", "d", 60, POSITIVE),
        POSITIVE_EXPIRE("address_verify_positive_expire_time", "d", 60, POSITIVE);

        private final String parameter;
        private final String unit;
        private final int longest;
        private final String effect;

        Time(String parameter, String unit, int longest, String effect) {
            this.parameter = parameter;
            this.unit = unit;
            this.longest = longest;
            this.effect = effect;
        }
    }

    private final PostfixSettings postfix;
    private final PostfixLists lists;
    private final Consumer<String> problems;
    private final Consumer<String> unseen;

    /**
     * @param problems gets the problems
     * @param unseen gets what could not be checked
     */
    ProbeCheck(PostfixSettings postfix, Consumer<String> problems, Consumer<String> unseen) {
        this.postfix = postfix;
        this.lists = new PostfixLists(postfix);
        this.problems = problems;
        this.unseen = unseen;
    }

    /**
     * Runs the check.
     *
     * @param recipientLists by domain, the parameter whose list of recipients makes Postfix refuse all others
     */
    void check(Map<String, String> recipientLists) {
        if (RESTRICTIONS.stream().noneMatch(this::probes)) {
            checkAbsence(recipientLists);
            return;
        }
        for (Time time : Time.values()) {
            if (time.effect.equals(NEGATIVE)
                    && postfix.value("address_verify_negative_cache").equals("no")) {
                continue;
            }
            PostfixTime set = PostfixTime.of(postfix, time.parameter, time.unit);
            if (set.value().compareTo(Duration.ofSeconds(time.longest)) > 0) {
                problems.accept(time.parameter + " = " + set.text() + " with " + PROBE + ", so " + time.effect
                        + "; set " + time.parameter + " = " + time.longest + "s");
            }
        }
        checkCode();
    }

    private void checkAbsence(Map<String, String> recipientLists) {
        List<String> unread = RESTRICTIONS.stream().filter(this::goesElsewhere).toList();
        recipientLists.forEach((domain, parameter) -> {
            if (!lists.words(parameter).isEmpty()) {
                return;
            }
            if (unread.isEmpty()) {
                problems.accept(
                        "Postfix never asks whether a recipient exists, so it accepts mail for every address of "
                                + domain + " and bounces what SealMX refuses; add " + PROBE
                                + " to the end of smtpd_recipient_restrictions");
            } else {
                unseen.accept("whether the tables and classes of " + String.join(", ", unread) + " have " + PROBE
                        + " for " + domain);
            }
        });
    }

    /** Whether a list of restrictions refuses the recipients that SealMX refuses. */
    private boolean probes(String parameter) {
        List<String> words = lists.words(parameter);
        return IntStream.range(0, words.size())
                .anyMatch(i -> words.get(i).equalsIgnoreCase(PROBE)
                        && (i == 0 || !words.get(i - 1).equalsIgnoreCase(WARNING_ONLY)));
    }

    /** Whether a list of restrictions refers to others in tables or classes. */
    private boolean goesElsewhere(String parameter) {
        List<String> classes = lists.words("smtpd_restriction_classes");
        return lists.words(parameter).stream()
                .flatMap(word -> PostfixLists.split(word.replaceAll("^\\{|}$", "")).stream())
                .anyMatch(word -> classes.contains(word)
                        || TABLE_OF_RESTRICTIONS
                                .matcher(word.toLowerCase(Locale.ROOT))
                                .matches());
    }

    private void checkCode() {
        long code = postfix.limit("unverified_recipient_reject_code");
        if (code < 500) {
            problems.accept("unverified_recipient_reject_code = " + code
                    + ", so senders try for days to reach an address that does not exist; set"
                    + " unverified_recipient_reject_code = 550");
        }
    }
}
