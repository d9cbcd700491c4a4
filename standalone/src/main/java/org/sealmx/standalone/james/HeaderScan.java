package org.sealmx.standalone.james;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.jpa.JPAId;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mime4j.util.MimeUtil;

/**
 * Finds the messages of a mailbox with a text in one header field, whatever its case. It reads the headers only, some
 * at a time, so that memory does not grow with the mailbox. Immutable.
 */
final class HeaderScan {

    private static final int AT_ONCE = 500;

    /** James' table. OpenJPA has no queries for a column of octets. */
    private static final String QUERY = "SELECT MAIL_UID, HEADER_BYTES FROM JAMES_MAIL"
            + " WHERE MAILBOX_ID = ? AND MAIL_UID > ? ORDER BY MAIL_UID FETCH FIRST " + AT_ONCE + " ROWS ONLY";

    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

    private final DataSource connections;
    private final String field;
    private final String text;

    /**
     * @param field the name of the field, in any case
     * @param text of the field's body when it is unfolded and its encoded words (RFC 2047) are decoded
     */
    HeaderScan(DataSource connections, String field, String text) {
        this.connections = connections;
        this.field = field;
        this.text = text.toUpperCase(Locale.US);
    }

    /** The numbers of the messages, lowest first. */
    List<MessageUid> uids(Mailbox mailbox) throws MailboxException {
        long id = ((JPAId) mailbox.getMailboxId()).getRawId();
        List<MessageUid> found = new ArrayList<>();
        try (Connection connection = connections.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setLong(1, id);
            long before;
            long last = 0;
            do {
                before = last;
                query.setLong(2, last);
                last = addMatching(query, found, last);
            } while (last > before);
        } catch (SQLException e) {
            throw new MailboxException("the headers of mailbox " + id + " cannot be read", e);
        }
        return found;
    }

    private long addMatching(PreparedStatement query, List<MessageUid> found, long before) throws SQLException {
        long last = before;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                last = rows.getLong(1);
                if (matches(rows.getBytes(2))) {
                    found.add(MessageUid.of(last));
                }
            }
        }
        return last;
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
