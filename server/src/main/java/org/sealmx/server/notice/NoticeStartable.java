package org.sealmx.server.notice;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.utils.UserDefinedStartable;
import org.sealmx.notice.NoticeSchedule;

/**
 * Begins to look for certificates that end, in the background. James finds this class via
 * {@code guice.extension.startable} in {@code extensions.properties}, after that of the LMTP server, whose checks come
 * first.
 */
@Singleton
public final class NoticeStartable implements UserDefinedStartable {

    private final NoticeSchedule schedule;

    /** Called by James' injector. */
    @Inject
    public NoticeStartable(NoticeSchedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void start() {
        schedule.start();
    }

    /** Ends the reading of the directory after the page in work. */
    @PreDestroy
    public void stop() {
        schedule.close();
    }
}
