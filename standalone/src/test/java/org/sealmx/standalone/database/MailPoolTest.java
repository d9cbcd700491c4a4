package org.sealmx.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailPoolTest {

    private final AtomicInteger lost = new AtomicInteger();

    /** A pool without a database. */
    private MailPool pool(boolean forGood) {
        MailPool pool = new MailPool(problem -> forGood);
        pool.setUrl("jdbc:nothing:");
        pool.whenLost(lost::incrementAndGet);
        return pool;
    }

    @Test
    void poolShouldNoticeOnceThatNoConnectionCanBeOpenedAnyMore() throws SQLException {
        try (MailPool pool = pool(true)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
            }
        }
        assertThat(lost).hasValue(1);
    }

    @Test
    void poolShouldTryAgainWhenTheDatabaseMayComeBack() throws SQLException {
        try (MailPool pool = pool(false)) {
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
        }
        assertThat(lost).hasValue(0);
    }
}
