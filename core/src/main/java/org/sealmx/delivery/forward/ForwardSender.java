package org.sealmx.delivery.forward;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * What the envelope sender of a forward becomes: it stays, or is an address of ours, so that SPF does not fail at the
 * destination. The null sender of a notification always stays (RFC 5321 section 4.5.5).
 */
@Immutable
public final class ForwardSender {

    /** Stands in a template for the local part of the original sender. */
    public static final String LOCAL = "{local}";
    /** Stands in a template for the domain of the original sender. */
    public static final String DOMAIN = "{domain}";

    private static final String KEEP = "keep";

    private final Optional<Template> template;

    /**
     * @param local with {@link #LOCAL} and {@link #DOMAIN}, not quoted
     * @param domain without them
     */
    @Immutable
    private record Template(String local, String domain) {}

    private ForwardSender(Optional<Template> template) {
        this.template = template;
    }

    /**
     * Parses {@code keep}, an address, or an address with {@value #LOCAL} and {@value #DOMAIN} in its local part.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static ForwardSender parse(String text) {
        if (text.equals(KEEP)) {
            return new ForwardSender(Optional.empty());
        }
        int at = text.lastIndexOf('@');
        if (at < 0 || text.startsWith("\"")) {
            throw new IllegalArgumentException("neither keep nor an address");
        }
        Template template = new Template(text.substring(0, at), text.substring(at + 1));
        ForwardSender sender = new ForwardSender(Optional.of(template));
        if (sender.of(ReversePath.of(EmailAddress.of("a@example.org"))).isEmpty()
                || template.local().replace(LOCAL, "").replace(DOMAIN, "").matches(".*[{}\\\\\"\\s].*")) {
            throw new IllegalArgumentException("not an address");
        }
        return sender;
    }

    /**
     * The sender of a forward.
     *
     * @param original the sender that the message came with
     * @return empty when the address would be longer than addresses may be
     */
    public Optional<ReversePath> of(ReversePath original) {
        if (template.isEmpty() || original.address().isEmpty()) {
            return Optional.of(original);
        }
        EmailAddress from = original.address().get();
        String local = replaced(template.get().local(), from);
        String quoted = "\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        try {
            return Optional.of(ReversePath.of(
                    EmailAddress.parse(quoted + "@" + template.get().domain())));
        } catch (AddressSyntaxException e) {
            return Optional.empty();
        }
    }

    /** In one pass, since a sender may write the placeholders into an address. */
    private static String replaced(String local, EmailAddress from) {
        StringBuilder text = new StringBuilder();
        int rest = 0;
        for (int brace = local.indexOf('{'); brace >= 0; brace = local.indexOf('{', rest)) {
            text.append(local, rest, brace);
            if (local.startsWith(LOCAL, brace)) {
                text.append(from.localPart());
                rest = brace + LOCAL.length();
            } else if (local.startsWith(DOMAIN, brace)) {
                text.append(from.domain());
                rest = brace + DOMAIN.length();
            } else {
                text.append('{');
                rest = brace + 1;
            }
        }
        return text.append(local, rest, local.length()).toString();
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "ForwardSender[" + (template.isEmpty() ? KEEP : "rewritten") + "]";
    }
}
