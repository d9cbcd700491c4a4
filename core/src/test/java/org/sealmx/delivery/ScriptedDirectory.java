package org.sealmx.delivery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.SenderRule;
import org.sealmx.smtp.EmailAddress;

/**
 * A directory with the answers that a test has set. For addresses that begin with {@code outage}, it is unavailable.
 */
public final class ScriptedDirectory implements RecipientDirectory {

    private final Map<EmailAddress, Resolution> answers = new ConcurrentHashMap<>();

    /** Sets the routes of an address. */
    public ScriptedDirectory routes(String address, Route... routes) {
        return answer(address, new Resolution.Routes(List.of(routes), List.of(), SenderRule.everybody()));
    }

    /** Sets the answer for an address. */
    public ScriptedDirectory answer(String address, Resolution resolution) {
        answers.put(EmailAddress.of(address), resolution);
        return this;
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        if (recipient.localPart().startsWith("outage")) {
            throw new DirectoryUnavailableException("scripted outage");
        }
        return answers.getOrDefault(recipient, new Resolution.Unknown());
    }

    @Override
    public void close() {
        // holds nothing
    }
}
