package org.sealmx.server.startup;

import java.util.Set;

/**
 * The mailets of James that keep a message within the process: they record something, change the message or the mail,
 * or drop it. Mailets that write a message to a log, a file or a URL, such as LogMessage, StripAttachment and
 * SerialiseToHTTP, are not among them.
 */
final class HarmlessMailets {

    private static final String PACKAGE = "org.apache.james.transport.mailets.";

    private static final Set<String> NAMES = Set.of(
            "AddDeliveredToHeader",
            "AddFooter",
            "AddHabeasWarrantMark",
            "AddSubjectPrefix",
            "ContactExtractor",
            "ContentReplacer",
            "Expires",
            "MailAttributesListToMimeHeaders",
            "MailAttributesToMimeHeaders",
            "MetricsMailet",
            "MimeDecodingMailet",
            "Null",
            "OnlyText",
            "RecipientToLowerCase",
            "RecoverAttachment",
            "RemoveAllMailAttributes",
            "RemoveMailAttribute",
            "RemoveMimeHeader",
            "RemoveMimeHeaderByPrefix",
            "ReplaceContent",
            "SPF",
            "SetErrorMessage",
            "SetMailAttribute",
            "SetMimeHeader",
            "ToPlainText",
            "ToProcessor",
            "UnwrapText",
            "WithPriority",
            "WithStorageDirective",
            "WrapText");

    private HarmlessMailets() {}

    static boolean contains(String className) {
        return className.startsWith(PACKAGE) && NAMES.contains(className.substring(PACKAGE.length()));
    }
}
