package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.notice.NoticeDays;

/**
 * The keys of {@code sealmx.properties} about notices to the owners of accounts.
 *
 * @param days when they are told that their last certificate ends
 * @param expiryTemplate the {@code file:} URL of the text; empty for that of SealMX
 * @param waiting whether they are told at another address that mail waits for a certificate
 * @param waitingTemplate the {@code file:} URL of the text; empty for that of SealMX
 * @param journal the {@code file:} URL of the journal of notices; empty when it is where that of deliveries is, in
 *     CouchDB
 */
@Immutable
public record NoticeConfiguration(
        NoticeDays days,
        Optional<String> expiryTemplate,
        boolean waiting,
        Optional<String> waitingTemplate,
        Optional<String> journal) {

    /** The default place of the journal. */
    public static final String JOURNAL = "file://var/sealmx/notices.journal";

    /** What applies when no key is given. */
    public static final NoticeConfiguration DEFAULT = new NoticeConfiguration(
            NoticeDays.defaults(), Optional.empty(), false, Optional.empty(), Optional.of(JOURNAL));
}
