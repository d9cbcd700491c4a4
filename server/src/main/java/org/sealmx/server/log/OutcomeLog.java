package org.sealmx.server.log;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.server.config.OutcomeLogSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each outcome, at INFO, to a logger of its own, {@value #LOGGER_NAME}, so that an operator can
 * give these lines a file of their own. The line says when it was written, and needs nothing in front of it.
 */
@ThreadSafe
public final class OutcomeLog implements OutcomeListener {

    /** The name of the logger. */
    public static final String LOGGER_NAME = "org.sealmx.outcome";

    private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);

    private final OutcomeFields fields;
    private final OutcomeLine line;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final Clock clock;

    /**
     * @param format of the lines
     * @param hash replaces addresses
     * @param addresses whether the log names recipients; otherwise it has their hashes
     */
    public OutcomeLog(OutcomeLogSettings.Format format, AddressHash hash, boolean addresses, Clock clock) {
        this.fields = new OutcomeFields(hash, addresses);
        this.line = format == OutcomeLogSettings.Format.JSON ? new JsonLine() : new TextLine();
        this.clock = clock;
    }

    @Override
    public void ended(RecipientOutcome outcome) {
        if (LOGGER.isInfoEnabled()) {
            LOGGER.info("{}", line.of(fields.of(outcome, clock.instant())));
        }
    }
}
