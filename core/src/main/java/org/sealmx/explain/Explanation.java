package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * Why mail for an address gets the replies that it gets. It contains addresses and names, so it is for the operator's
 * eyes and for no log. {@link ExplanationText} and {@link ExplanationJson} show it.
 *
 * @param address that was asked about
 * @param sender of the envelope
 * @param at the instant at which everything was evaluated
 * @param outage why the directory does not answer; empty when it does
 * @param steps of the resolution; those before it failed when the directory does not answer
 * @param senderRule who may write; empty when the address leads to no mailbox
 * @param accounts the destinations, in the order of the resolution
 * @param atRcpt the reply to RCPT
 * @param afterData the reply after DATA, provided that the store takes each sealed copy
 * @param memory what the server holds in memory about the address
 * @param seenSince since when the program has noted what became of mail; empty when it notes nothing
 * @param lastMail what last became of mail for the address and for each account
 * @param notes what the explanation could not take into account, a sentence each
 */
@Immutable
public record Explanation(
        EmailAddress address,
        ReversePath sender,
        Instant at,
        Optional<String> outage,
        List<ExplanationStep> steps,
        Optional<ExplainedSender> senderRule,
        List<ExplainedAccount> accounts,
        Reply atRcpt,
        Reply afterData,
        ExplainedMemory memory,
        Optional<Instant> seenSince,
        List<LastMail> lastMail,
        List<String> notes) {

    /** Copies the lists. */
    public Explanation {
        steps = List.copyOf(steps);
        accounts = List.copyOf(accounts);
        lastMail = List.copyOf(lastMail);
        notes = List.copyOf(notes);
    }
}
