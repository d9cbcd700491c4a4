package org.sealmx.standalone.james;

import com.google.inject.Inject;
import java.sql.SQLException;
import javax.persistence.EntityManagerFactory;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.jpa.JPAMailboxSessionMapperFactory;
import org.apache.james.mailbox.jpa.mail.JPAMailboxMapper;
import org.apache.james.mailbox.jpa.mail.JPAMessageMapper;
import org.apache.james.mailbox.jpa.mail.JPAModSeqProvider;
import org.apache.james.mailbox.jpa.mail.JPAUidProvider;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.sealmx.standalone.database.MailDatabase;

/** James' mappers, which say that mailboxes and messages are stored only while the database is ours alone. */
final class GuardedMappers extends JPAMailboxSessionMapperFactory {

    private final EntityManagerFactory entities;
    private final JPAUidProvider uids;
    private final JPAModSeqProvider modSeqs;
    private final MailDatabase database;

    @Inject
    GuardedMappers(
            EntityManagerFactory entities, JPAUidProvider uids, JPAModSeqProvider modSeqs, MailDatabase database) {
        super(entities, uids, modSeqs);
        this.entities = entities;
        this.uids = uids;
        this.modSeqs = modSeqs;
        this.database = database;
    }

    @Override
    public MessageMapper createMessageMapper(MailboxSession session) {
        return new JPAMessageMapper(uids, modSeqs, entities) {
            @Override
            protected void commit() throws MailboxException {
                super.commit();
                requireOurs();
            }
        };
    }

    @Override
    public MailboxMapper createMailboxMapper(MailboxSession session) {
        return new JPAMailboxMapper(entities) {
            @Override
            protected void commit() throws MailboxException {
                super.commit();
                requireOurs();
            }
        };
    }

    private void requireOurs() throws MailboxException {
        try {
            database.requireOurs();
        } catch (SQLException e) {
            throw new MailboxException("the database is no longer ours", e);
        }
    }
}
