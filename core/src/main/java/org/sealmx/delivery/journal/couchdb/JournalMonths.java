package org.sealmx.delivery.journal.couchdb;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.couchdb.DatabaseName;

/**
 * Which database a delivery is recorded in: one for each month in UTC, so that old records go with their database. Near
 * the turn of a month, the record may be in the database of the other month.
 */
@Immutable
final class JournalMonths {

    /** For deliveries: twice as long as Postfix tries by default. */
    static final Duration LOOK_BACK = Duration.ofDays(10);

    /** For what is asked about until the end of the next month. */
    static final Duration WHOLE_MONTH = Duration.ofDays(31);

    /** How long before its month a database is created, or reported as missing. */
    static final Duration AHEAD = Duration.ofDays(10);

    private final String prefix;
    private final Duration lookBack;
    private final Duration clockDifference;

    /**
     * @param prefix what the names of the databases begin with
     * @param lookBack how long into a month the previous one is asked as well
     * @param clockDifference how much the clocks of two nodes may differ
     * @throws IllegalArgumentException when CouchDB accepts no database name with that prefix
     */
    JournalMonths(String prefix, Duration lookBack, Duration clockDifference) {
        this.prefix = new DatabaseName(prefix).value();
        this.lookBack = lookBack;
        this.clockDifference = clockDifference;
        database(YearMonth.of(2000, 1));
    }

    static YearMonth month(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }

    DatabaseName database(YearMonth month) {
        return new DatabaseName("%s_%04d_%02d".formatted(prefix, month.getYear(), month.getMonthValue()));
    }

    /** The database in which deliveries that begin now are recorded. */
    DatabaseName current(Instant now) {
        return database(month(now));
    }

    /** The other databases in which a delivery that begins now may have been recorded. */
    List<DatabaseName> neighbours(Instant now) {
        YearMonth month = month(now);
        List<DatabaseName> neighbours = new ArrayList<>();
        if (!month(now.minus(lookBack)).equals(month)) {
            neighbours.add(database(month.minusMonths(1)));
        }
        if (!month(now.plus(clockDifference)).equals(month)) {
            neighbours.add(database(month.plusMonths(1)));
        }
        return neighbours;
    }
}
