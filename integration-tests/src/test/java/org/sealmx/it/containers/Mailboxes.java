package org.sealmx.it.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.it.harness.CouchDbAdmin;
import org.sealmx.it.harness.CouchDirectory;

/** Where sealed mail is kept. */
interface Mailboxes {

    /** The messages of an account, as they are stored, which are removed, as their owner does after fetching them. */
    List<byte[]> fetch(String address) throws Exception;

    /** The databases of the accounts in CouchDB. */
    record InCouchDb(CouchDbAdmin admin) implements Mailboxes {

        @Override
        public List<byte[]> fetch(String address) throws Exception {
            String database = "user-" + address.substring(0, address.indexOf('@'));
            List<byte[]> messages = new ArrayList<>();
            if (admin.hasDatabase(database)) {
                for (JsonNode document : admin.documents(database)) {
                    messages.add(CouchDirectory.message(document));
                    admin.delete(database, document);
                }
            }
            return messages;
        }
    }

    /** Dovecot's. */
    record InDovecot(Project project) implements Mailboxes {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public List<byte[]> fetch(String address) throws Exception {
            List<byte[]> messages = new ArrayList<>();
            String json = project.exec(
                    Project.DOVECOT, "doveadm", "-f", "json", "fetch", "-u", address, "text", "mailbox", "INBOX");
            for (JsonNode message : JSON.readTree(json)) {
                String text = message.get("text").asText().replace("\r\n", "\n").replace("\n", "\r\n");
                messages.add(text.getBytes(StandardCharsets.UTF_8));
            }
            project.exec(Project.DOVECOT, "doveadm", "expunge", "-u", address, "mailbox", "INBOX", "all");
            return messages;
        }
    }
}
