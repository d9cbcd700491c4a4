package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * One destination of an address, and what the policy decides about it.
 *
 * @param account the owner of the mail
 * @param mailbox the final address
 * @param remote whether that is in a domain that is not ours
 * @param keyHolder names the document whose certificates are used; empty when no document has any
 * @param certificates all that this document has, usable or not
 * @param remarks what the operator should correct in the key material; usually empty
 * @param refusal the reply that the destination alone would get; empty when the mail can be sealed to it
 * @param reason why it is refused, in words; empty when it is not
 */
@Immutable
public record ExplainedAccount(
        AccountId account,
        EmailAddress mailbox,
        boolean remote,
        Optional<String> keyHolder,
        List<ExplainedCertificate> certificates,
        List<String> remarks,
        Optional<Reply> refusal,
        Optional<String> reason) {

    /** Copies the lists. */
    public ExplainedAccount {
        certificates = List.copyOf(certificates);
        remarks = List.copyOf(remarks);
    }
}
