package org.sealmx.standalone.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.commons.dbcp2.BasicDataSource;

/**
 * A pool of connections that notices, once, that none can be opened any more until the program starts anew.
 * Thread-safe.
 */
final class MailPool extends BasicDataSource {

    private final Predicate<SQLException> isForGood;
    private final AtomicBoolean noticed = new AtomicBoolean();
    private volatile Runnable whenLost = () -> {};

    /** @param isForGood whether an error of opening a connection comes every time from then on */
    MailPool(Predicate<SQLException> isForGood) {
        this.isForGood = isForGood;
    }

    /** Determines what to do then. */
    void whenLost(Runnable action) {
        whenLost = action;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLException e) {
            if (isForGood.test(e) && !noticed.getAndSet(true)) {
                whenLost.run();
            }
            throw e;
        }
    }
}
