package org.sealmx.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.notice.NoticeDays;
import org.sealmx.options.Choice;
import org.sealmx.options.Options;

/** Reads the keys of {@code sealmx.properties} about notices to the owners of accounts. */
final class NoticeKeys {

    private static final String EXPIRY_TEMPLATE = "expiry-notice-template";
    private static final String WAITING_TEMPLATE = "waiting-notice-template";
    private static final String DAYS = "expiry-notice-days";
    private static final String WAITING = "waiting-notice";
    private static final String JOURNAL = "notice-journal";
    private static final String NONE = "none";

    private final Options<StartUpException> properties;

    NoticeKeys(Options<StartUpException> properties) {
        this.properties = properties;
    }

    /**
     * The notices.
     *
     * @param forwards whether mail is forwarded: the same server takes what is not encrypted
     * @param journal of the deliveries
     */
    NoticeConfiguration read(boolean forwards, SealMxConfiguration.Journal journal) {
        boolean waiting = properties.choice(WAITING, new Choice<>("off", false, "on", true));
        if (waiting && !forwards) {
            throw properties.wrong(
                    WAITING, "is on, which needs a server that takes notices: name it in '" + ForwardKeys.HOP + "'");
        }
        return new NoticeConfiguration(
                days(), template(EXPIRY_TEMPLATE), waiting, template(WAITING_TEMPLATE), journal(journal));
    }

    private Optional<String> template(String key) {
        return properties.text(key).map(url -> FileUrl.require(properties, key, url));
    }

    private NoticeDays days() {
        List<String> given = properties.list(DAYS);
        if (given.isEmpty()) {
            return NoticeDays.defaults();
        }
        if (given.equals(List.of(NONE))) {
            return new NoticeDays(List.of());
        }
        List<Integer> days = new ArrayList<>();
        for (String text : given) {
            if (text.matches("[0-9]{1,3}")) {
                days.add(Integer.valueOf(text));
            }
        }
        if (days.size() < given.size() || !NoticeDays.areValid(days)) {
            throw properties.bad(
                    DAYS,
                    String.join(",", given),
                    "whole numbers from 1 to " + NoticeDays.MAX + ", separated by commas, or '" + NONE + "'");
        }
        return new NoticeDays(days);
    }

    private Optional<String> journal(SealMxConfiguration.Journal deliveries) {
        Optional<String> given = properties.text(JOURNAL);
        if (deliveries instanceof SealMxConfiguration.Journal.InFile) {
            return Optional.of(FileUrl.require(properties, JOURNAL, given.orElse(NoticeConfiguration.JOURNAL)));
        }
        if (given.isPresent()) {
            throw properties.wrong(JOURNAL, "is only for a delivery journal in a file; remove it");
        }
        return Optional.empty();
    }
}
