package org.sealmx.server.startup;

import java.io.FileNotFoundException;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.notice.ExpiryNotices;
import org.sealmx.notice.NoticeTemplate;
import org.sealmx.notice.NoticeTemplate.TemplateException;
import org.sealmx.notice.WaitingNotices;
import org.sealmx.server.config.NoticeConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;

/** The texts of notices: those in the operator's files, or else those of SealMX. Read once, at the start. Immutable. */
@Singleton
public final class NoticeTexts implements StartUpCheck {

    private final NoticeTemplate expiry;
    private final NoticeTemplate waiting;

    /**
     * Called by James' injector.
     *
     * @throws StartUpException when a file cannot be read or is not a template; the message is one line
     */
    @Inject
    public NoticeTexts(SealMxConfiguration configuration, FileSystem files) {
        NoticeConfiguration notices = configuration.notices();
        this.expiry = read(
                "expiry-notice-template",
                notices.expiryTemplate(),
                files,
                ExpiryNotices.PLACEHOLDERS,
                ExpiryNotices.DEFAULT_TEXT);
        this.waiting = read(
                "waiting-notice-template",
                notices.waitingTemplate(),
                files,
                WaitingNotices.PLACEHOLDERS,
                WaitingNotices.DEFAULT_TEXT);
    }

    private static NoticeTemplate read(
            String key, Optional<String> url, FileSystem files, Set<String> placeholders, NoticeTemplate orElse) {
        if (url.isEmpty()) {
            return orElse;
        }
        try {
            return NoticeTemplate.read(files.getFile(url.get()).toPath(), placeholders);
        } catch (TemplateException | FileNotFoundException e) {
            throw new StartUpException("sealmx.properties: '" + key + "': " + e.getMessage(), e);
        }
    }

    /** The text about a certificate that ends. */
    public NoticeTemplate expiry() {
        return expiry;
    }

    /** The text about mail that waits. */
    public NoticeTemplate waiting() {
        return waiting;
    }

    /** {@inheritDoc} The texts have been read before this is called. */
    @Override
    public void check() {
        // read by the constructor
    }
}
