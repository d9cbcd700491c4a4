package org.sealmx.standalone.james;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.TypedQuery;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.jpa.JPAId;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mime4j.util.MimeUtil;

/**
 * Finds the messages of a mailbox with a text in one header field, whatever its case. It reads the headers only, some
 * at a time, so that memory does not grow with the mailbox. Immutable.
 */
final class HeaderScan {

    private static final int AT_ONCE = 500;

    private static final String QUERY = "SELECT message.uid, message.header FROM MailboxMessage message"
            + " WHERE message.mailbox.mailboxId = :mailbox AND message.uid > :last ORDER BY message.uid ASC";

    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

    private final EntityManagerFactory entities;
    private final String field;
    private final String text;

    /**
     * @param field the name of the field, in any case
     * @param text of the field's body when it is unfolded and its encoded words (RFC 2047) are decoded
     */
    HeaderScan(EntityManagerFactory entities, String field, String text) {
        this.entities = entities;
        this.field = field;
        this.text = text.toUpperCase(Locale.US);
    }

    /** The numbers of the messages, lowest first. */
    Stream<MessageUid> uids(Mailbox mailbox) {
        long id = ((JPAId) mailbox.getMailboxId()).getRawId();
        List<MessageUid> found = new ArrayList<>();
        long last = 0;
        for (List<Object[]> rows = rows(id, last); !rows.isEmpty(); rows = rows(id, last)) {
            for (Object[] row : rows) {
                last = (Long) row[0];
                if (matches((byte[]) row[1])) {
                    found.add(MessageUid.of(last));
                }
            }
        }
        return found.stream();
    }

    private List<Object[]> rows(long mailbox, long last) {
        EntityManager manager = entities.createEntityManager();
        try {
            TypedQuery<Object[]> query = manager.createQuery(QUERY, Object[].class);
            return query.setParameter("mailbox", mailbox)
                    .setParameter("last", last)
                    .setMaxResults(AT_ONCE)
                    .getResultList();
        } finally {
            manager.close();
        }
    }

    /** Whether a header, as it is in the message, has the text in the field. */
    boolean matches(byte[] header) {
        return FOLD.matcher(new String(header, StandardCharsets.UTF_8))
                .replaceAll("")
                .lines()
                .filter(this::isField)
                .map(line -> MimeUtil.unscrambleHeaderValue(line.substring(line.indexOf(':') + 1)))
                .anyMatch(body -> body.toUpperCase(Locale.US).contains(text));
    }

    private boolean isField(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(field);
    }
}
