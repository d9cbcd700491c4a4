package org.sealmx.it.clients;

import java.util.List;
import java.util.Map;

/** A mail program that is run without a person before it. */
interface MailProgram {

    /** Its name and version, as in {@code notmuch 0.37}. */
    String nameAndVersion() throws Exception;

    /**
     * Opens every message of a mailbox, in one run.
     *
     * @param messages whole messages with line ends CRLF, each with a Message-ID of its own
     * @return what was shown, by Message-ID without angle brackets
     */
    Map<String, Shown> show(List<byte[]> messages) throws Exception;
}
