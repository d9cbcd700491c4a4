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
 * A mailet that works on an {@link Attempt} of SealMX' LMTP handlers. Its parameters are strict: start-up fails when
 * one is unknown, empty or given twice. Mail from elsewhere is an error and is left untouched. James calls
 * {@link #service} from several threads.
 *
 * <p>Extensions may subclass it: {@link #parameters} and {@link #configure} read the configuration, and {@code service}
 * asks {@link #attemptOf} which attempt the mail belongs to. A subclass sees messages in the clear, so it must be named
 * in {@code trusted-mailets}; for stores, extend {@link Deliver}.
 */
public abstract class AttemptMailet extends GenericMailet {

    /** Parameters of every mailet that James itself reads. */
    private static final Set<String> OF_THE_HOST = Set.of("onMailetException", "onMatchException");

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
     * The value for the one of two words that is given, or for the first when the parameter is missing.
     *
     * @throws MessagingException when the parameter is neither word
     */
    protected final <T> T choice(String name, String word, T value, String otherWord, T otherValue)
            throws MessagingException {
        String given = parameter(name).orElse(word);
        if (!given.equals(word) && !given.equals(otherWord)) {
            throw badParameter(name, given, word + " or " + otherWord);
        }
        return given.equals(word) ? value : otherValue;
    }

    /** The exception for a wrong value; it names the parameter and says what it accepts. */
    protected final MessagingException badParameter(String name, String value, String accepted) {
        return new MessagingException(
                getMailetName() + ": the parameter '" + name + "' accepts " + accepted + ", not '" + value + "'");
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
