package org.sealmx.notice;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many days before the end of the last certificate its owner is told. The directory is read once a day, so a notice
 * goes out at the reading that is nearest to its day: up to {@link #SLACK} earlier or later. Only the step that is due
 * counts: a server that was off sends one notice afterwards, and not those that it has missed.
 *
 * @param steps numbers of days, each once, descending; none: nobody is told
 */
@Immutable
public record NoticeDays(List<Integer> steps) {

    /** The most days before the end. */
    public static final int MAX = 365;

    /** How long before its day a notice may be sent. */
    static final Duration SLACK = Duration.ofHours(12);

    /** What is watched for the operator when nobody is told. */
    private static final int DEFAULT_HORIZON = 30;

    /** Sorts the steps. */
    public NoticeDays {
        steps = steps.stream()
                .distinct()
                .sorted((a, b) -> Integer.compare(b, a))
                .toList();
    }

    /** 30, 7 and 1. */
    public static NoticeDays defaults() {
        return new NoticeDays(List.of(30, 7, 1));
    }

    /** Whether every number is between 1 and {@value #MAX}. */
    public static boolean areValid(Collection<Integer> days) {
        return days.stream().allMatch(day -> day >= 1 && day <= MAX);
    }

    /** The step that is due; empty when it is too early for the first, or the certificate has ended. */
    OptionalInt due(Instant now, Instant end) {
        return end.isAfter(now)
                ? steps.stream()
                        .filter(step -> isWithin(step, now, end))
                        .mapToInt(Integer::intValue)
                        .min()
                : OptionalInt.empty();
    }

    /** How many days before the end of a certificate it counts as one that ends soon. */
    public int horizon() {
        return steps.isEmpty() ? DEFAULT_HORIZON : steps.get(0);
    }

    boolean isSoon(Instant now, Instant end) {
        return isWithin(horizon(), now, end);
    }

    private static boolean isWithin(int days, Instant now, Instant end) {
        return Duration.between(now, end).compareTo(Duration.ofDays(days).plus(SLACK)) <= 0;
    }
}
