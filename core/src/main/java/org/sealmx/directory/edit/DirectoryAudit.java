package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sealmx.directory.Printable;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each change of the directory in one line, which is the same for routes, page and commands: in the log, under
 * a logger of its own ({@value #LOGGER}), and in a {@link ChangeRecord}. Fingerprints are public; how addresses are
 * written is decided elsewhere.
 */
@ThreadSafe
public final class DirectoryAudit {

    /** The name of the logger. */
    public static final String LOGGER = "org.sealmx.audit";

    private static final Logger AUDIT = LoggerFactory.getLogger(LOGGER);

    /** What was done. */
    public enum Action {
        /** Certificates were written. */
        PUT_CERTIFICATE,
        /** All certificates were taken away. */
        DELETE_CERTIFICATE,
        /** A document was added. */
        ADD,
        /** A document was changed so that mail is refused. */
        DISABLE,
        /** A document was changed so that mail is accepted again. */
        ENABLE,
        /** A document was removed. */
        REMOVE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @SuppressWarnings("ThreadSafe") // what is passed here is shared by threads
    private final Function<EmailAddress, String> addresses;

    private final ChangeRecord record;

    /**
     * @param addresses how an address is written; called by any thread
     * @param record keeps each line beside the log
     */
    public DirectoryAudit(Function<EmailAddress, String> addresses, ChangeRecord record) {
        this.addresses = addresses;
        this.record = record;
    }

    /**
     * Records a change that was made.
     *
     * @param by who made it
     * @param address a catch-all is written as it is, since it names nobody
     * @param overruled the objections that force has overruled, each as one word
     */
    public void changed(Actor by, Action action, AddressKey address, DirectoryChange change, List<String> overruled) {
        String line = line(by, action, address, change, overruled);
        AUDIT.info("{}", line);
        record.add(line);
    }

    private String line(Actor by, Action action, AddressKey address, DirectoryChange change, List<String> overruled) {
        return "directory=" + action.word()
                + " by=" + name(by)
                + " via=" + word(by.way())
                + " address=" + address.address().map(addresses).orElseGet(address::value)
                + " document=" + word(change.document().toString())
                + " before=" + list(change.before())
                + " after=" + list(change.after())
                + " overruled=" + list(overruled)
                + " destination=" + change.destination().map(addresses).orElse("-");
    }

    /** Many people's logins are their addresses. */
    private String name(Actor by) {
        try {
            return by.name().indexOf('@') < 0 ? word(by.name()) : addresses.apply(EmailAddress.parse(by.name()));
        } catch (AddressSyntaxException e) {
            return word(by.name().replace('@', '_'));
        }
    }

    /** Nobody's name may look like another field. */
    private static String word(String name) {
        return Printable.line(name).replaceAll("[\\s=]", "_");
    }

    private static String list(List<String> words) {
        return words.isEmpty() ? "-" : words.stream().collect(Collectors.joining(","));
    }
}
