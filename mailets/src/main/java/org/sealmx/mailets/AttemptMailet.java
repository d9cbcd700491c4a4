package org.sealmx.mailets;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.james.AttemptAttribute;

/**
 * A mailet that works on what SealMX' LMTP handlers have begun, with strict parameters: an unknown one, an empty one
 * and one that is given twice stop start-up. A mail from elsewhere is an error and is not touched. James calls
 * {@link #service} from several threads.
 *
 * <p>To be extended, also outside SealMX: {@link #parameters} and {@link #configure} read the configuration, and
 * {@code service} asks {@link #attemptOf} what the mail is about. A subclass sees messages in the clear and so must be
 * named in {@code trusted-mailets}; for stores there is {@link Deliver}.
 */
public abstract class AttemptMailet extends GenericMailet {

    /** What James itself reads of every mailet. */
    private static final Set<String> OF_THE_HOST = Set.of("onMailetException", "onMatchException");

    private final DeliveryLedger ledger;

    /** @param ledger knows what is under way */
    protected AttemptMailet(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    /** The names of the parameters that this mailet reads. */
    protected abstract Set<String> parameters();

    /** Reads the parameters; they are known to be no others than {@link #parameters()}. */
    protected abstract void configure() throws MessagingException;

    /** Called after {@link #configure}. */
    void configured() throws MessagingException {
        // nothing further is to be known here
    }

    @Override
    public final void init() throws MessagingException {
        for (Iterator<String> names = getInitParameterNames(); names.hasNext(); ) {
            String name = names.next();
            if (!OF_THE_HOST.contains(name) && !parameters().contains(name)) {
                throw new MessagingException(
                        getMailetName() + " does not know the parameter '" + name + "'; it accepts "
                                + (parameters().isEmpty() ? "none" : String.join(", ", new TreeSet<>(parameters()))));
            }
        }
        configure();
        configured();
    }

    /** The value of a parameter; empty when it is not given. */
    protected final Optional<String> parameter(String name) throws MessagingException {
        Optional<String> value = Optional.ofNullable(getInitParameter(name)).map(String::trim);
        if (value.isPresent() && value.get().isEmpty()) {
            throw new MessagingException(getMailetName() + ": the parameter '" + name + "' is empty");
        }
        return value;
    }

    /**
     * What one of two words stands for, or the first one when the parameter is not given.
     *
     * @throws MessagingException when it is neither
     */
    protected final <T> T choice(String name, String word, T value, String otherWord, T otherValue)
            throws MessagingException {
        String given = parameter(name).orElse(word);
        if (!given.equals(word) && !given.equals(otherWord)) {
            throw badParameter(name, given, word + " or " + otherWord);
        }
        return given.equals(word) ? value : otherValue;
    }

    /** A complaint about a parameter that names it and what it accepts. */
    protected final MessagingException badParameter(String name, String value, String accepted) {
        return new MessagingException(
                getMailetName() + ": the parameter '" + name + "' accepts " + accepted + ", not '" + value + "'");
    }

    /**
     * What the mail is an attempt at.
     *
     * @throws MessagingException when the mail did not come from SealMX' LMTP handlers, or is at a place of the chain
     *     where it is another kind of attempt
     */
    protected final <T extends Attempt> T attemptOf(Mail mail, Class<T> kind) throws MessagingException {
        return AttemptAttribute.idIn(mail)
                .flatMap(ledger::find)
                .filter(kind::isInstance)
                .map(kind::cast)
                .orElseThrow(() -> nothingUnderWay(kind));
    }

    /**
     * The entry of the delivery that the mail is.
     *
     * @throws MessagingException as {@link #attemptOf} does
     */
    protected final DeliveryLedger.Entry entryOf(Mail mail) throws MessagingException {
        return AttemptAttribute.idIn(mail)
                .flatMap(ledger::findEntry)
                .orElseThrow(() -> nothingUnderWay(Delivery.class));
    }

    private MessagingException nothingUnderWay(Class<? extends Attempt> kind) {
        return new MessagingException(getMailetName() + " stands where no "
                + kind.getSimpleName().toLowerCase(Locale.ROOT) + " of SealMX' LMTP server is under way");
    }

    /** Nothing further is to happen to this mail. */
    protected static void end(Mail mail) {
        mail.setState(Mail.GHOST);
    }
}
