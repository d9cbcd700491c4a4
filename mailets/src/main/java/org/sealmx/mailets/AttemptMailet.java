package org.sealmx.mailets;

import java.util.Locale;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.james.AttemptAttribute;
import org.sealmx.options.OptionWords;
import org.sealmx.options.Options;

/**
 * A mailet that works on an {@link Attempt} of SealMX' LMTP handlers. Its parameters are strict: start-up fails when
 * one is unknown, empty or given twice. Mail from elsewhere is an error and is left untouched. James calls
 * {@link #service} from several threads.
 *
 * <p>Extensions may subclass it: {@link #parameters} names what {@link #configure} reads from {@link #options}, and
 * {@code service} asks {@link #attemptOf} which attempt the mail belongs to. A subclass sees messages in the clear, so
 * it must be named in {@code trusted-mailets}; for stores, extend {@link Deliver}.
 */
public abstract class AttemptMailet extends GenericMailet {

    private final DeliveryLedger ledger;

    /** @param ledger the deliveries in progress */
    protected AttemptMailet(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    /** The names of all parameters that this mailet reads. */
    protected abstract Set<String> parameters();

    /** Reads the parameters. Called when the configuration is known to contain no others than {@link #parameters()}. */
    protected abstract void configure() throws MessagingException;

    /** Checks what {@link #configure} has read. */
    void configured() throws MessagingException {
        // nothing to check by default
    }

    @Override
    public final void init() throws MessagingException {
        options().rejectOthersThan(parameters());
        configure();
        configured();
    }

    /** The parameters, to be read strictly; errors name the mailet and the parameter. */
    protected final Options<MessagingException> options() {
        return new Options<>(
                OptionWords.quoted(getMailetName()), new MailetParameters(getMailetConfig()), MessagingException::new);
    }

    /**
     * The attempt that the mail belongs to.
     *
     * @throws MessagingException when the mail did not come from SealMX' LMTP handlers, or belongs to another kind of
     *     attempt at this place of the chain
     */
    protected final <T extends Attempt> T attemptOf(Mail mail, Class<T> kind) throws MessagingException {
        return AttemptAttribute.idIn(mail)
                .flatMap(ledger::find)
                .filter(kind::isInstance)
                .map(kind::cast)
                .orElseThrow(() -> nothingUnderWay(kind));
    }

    /**
     * The entry of the delivery that the mail belongs to.
     *
     * @throws MessagingException as {@link #attemptOf} does
     */
    protected final DeliveryLedger.Entry entryOf(Mail mail) throws MessagingException {
        return AttemptAttribute.idIn(mail)
                .flatMap(ledger::findEntry)
                .orElseThrow(() -> nothingUnderWay(Delivery.class));
    }

    private MessagingException nothingUnderWay(Class<? extends Attempt> kind) {
        return new MessagingException(getMailetName() + ": this mail belongs to no "
                + kind.getSimpleName().toLowerCase(Locale.ROOT)
                + " of SealMX' LMTP server; check the place of the mailet in mailetcontainer.xml");
    }

    /** Ends the processing of the mail. */
    protected static void end(Mail mail) {
        mail.setState(Mail.GHOST);
    }
}
