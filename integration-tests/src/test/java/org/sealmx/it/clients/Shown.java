package org.sealmx.it.clients;

import java.util.List;

/**
 * What a mail program shows of a message.
 *
 * @param subject as it is in the list of messages once the message was opened
 * @param text of the message, with line ends and spaces as the program has them
 * @param attachments their file names
 * @param signature what is said about the signature
 */
record Shown(String subject, String text, List<String> attachments, Signature signature) {

    /** Takes a copy. */
    Shown {
        attachments = List.copyOf(attachments);
    }
}
