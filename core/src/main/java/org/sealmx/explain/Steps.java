package org.sealmx.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.resolve.ResolutionStep;
import org.sealmx.directory.resolve.ResolutionTrace;
import org.sealmx.smtp.EmailAddress;

/** Keeps the steps of one resolution. For one thread. */
final class Steps implements ResolutionTrace {

    private final List<ExplanationStep> explained = new ArrayList<>();
    private final Map<EmailAddress, Identity> keyHolders = new HashMap<>();

    @Override
    public void made(ResolutionStep step) {
        if (step instanceof ResolutionStep.KeyHolder keyHolder) {
            keyHolder.holder().ifPresent(holder -> keyHolders.put(keyHolder.address(), holder));
        }
        explained.addAll(StepWords.of(step));
    }

    /** The steps in words. */
    List<ExplanationStep> explained() {
        return explained;
    }

    /** The document whose certificates are used for a mailbox; empty when no document has any. */
    Optional<Identity> keyHolder(EmailAddress mailbox) {
        return Optional.ofNullable(keyHolders.get(mailbox));
    }
}
