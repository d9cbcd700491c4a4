package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;

/**
 * One destination of a recipient.
 *
 * @param outcome what was reported for it
 * @param run the run to it; empty when it leads to no mailbox
 */
@ThreadSafe
record Destination(OutcomeRecord outcome, Optional<Run> run) {}
