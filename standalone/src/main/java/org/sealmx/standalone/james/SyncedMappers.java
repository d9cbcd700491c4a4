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

/** James' mappers, with what they commit to mailboxes and messages on the disk before they say so. */
final class SyncedMappers extends JPAMailboxSessionMapperFactory {

    private final EntityManagerFactory entities;
    private final JPAUidProvider uids;
    private final JPAModSeqProvider modSeqs;
    private final MailDatabase database;

    @Inject
    SyncedMappers(
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
            private long before;

            @Override
            protected void begin() throws MailboxException {
                before = database.opened();
                super.begin();
            }

            @Override
            protected void commit() throws MailboxException {
                super.commit();
                sync(before);
            }
        };
    }

    @Override
    public MailboxMapper createMailboxMapper(MailboxSession session) {
        return new JPAMailboxMapper(entities) {
            private long before;

            @Override
            protected void begin() throws MailboxException {
                before = database.opened();
                super.begin();
            }

            @Override
            protected void commit() throws MailboxException {
                super.commit();
                sync(before);
            }
        };
    }

    private void sync(long before) throws MailboxException {
        try {
            database.sync(before);
        } catch (SQLException e) {
            throw new MailboxException("what was committed is not on the disk", e);
        }
    }
}
