package org.sealmx.it.clients;

import java.util.List;
import java.util.Map;

/** A mail program that runs unattended. */
interface MailProgram {

    /** Its name and version, as in {@code notmuch 0.37}. */
    String nameAndVersion() throws Exception;

    /**
     * Opens every message of a mailbox, in one run.
     *
     * @param messages whole messages with line ends CRLF, each with its own Message-ID
     * @return what the program showed, by Message-ID without angle brackets
     */
    Map<String, Shown> show(List<byte[]> messages) throws Exception;
}
