package org.sealmx.it.clients;

import java.util.List;

/**
 * What a mail program shows of a message.
 *
 * @param subject as the list of messages shows it after the message was opened
 * @param text the text of the message, with line ends and spaces as the program shows them
 * @param attachments their file names
 * @param signature what the program says about the signature
 */
record Shown(String subject, String text, List<String> attachments, Signature signature) {

    /** Takes a copy. */
    Shown {
        attachments = List.copyOf(attachments);
    }
}
