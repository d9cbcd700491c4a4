package org.sealmx.standalone.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Properties;
import javax.mail.Folder;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;

/** What a mail program finds in an account's inbox. */
public final class ImapMailbox {

    private static final String PATIENCE = "60000";

    private ImapMailbox() {}

    /** The newest message in the inbox, as it is stored. */
    public static byte[] newest(int port, String user, String password) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", PATIENCE);
        properties.setProperty("mail.imap.timeout", PATIENCE);
        properties.setProperty("mail.imap.partialfetch", "false");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", port, user, password);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                if (inbox.getMessageCount() == 0) {
                    throw new IOException("the inbox of " + user + " is empty");
                }
                ByteArrayOutputStream message = new ByteArrayOutputStream();
                inbox.getMessage(inbox.getMessageCount()).writeTo(message);
                return message.toByteArray();
            }
        } catch (MessagingException e) {
            throw new IOException("cannot read the inbox of " + user + ": " + e.getMessage(), e);
        }
    }
}
