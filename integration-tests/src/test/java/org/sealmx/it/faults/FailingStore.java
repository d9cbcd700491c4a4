package org.sealmx.it.faults;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.AbstractMessageMapper;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.UidProvider;
import org.apache.james.utils.UserDefinedStartable;

/**
 * Makes James' store in memory fail when a message is appended, for the users that the test chooses. James offers no
 * way to do this, so this class replaces the supplier of message numbers by reflection.
 */
public final class FailingStore implements UserDefinedStartable {

    private final MessageMapper mapper;

    /** Takes the parts of James that it tampers with. */
    @Inject
    public FailingStore(MailboxManager mailboxes, MailboxSessionMapperFactory mappers) throws MailboxException {
        mapper = mappers.createMessageMapper(mailboxes.createSystemSession(Username.of("faults")));
    }

    @Override
    public void start() {
        try {
            Field field = AbstractMessageMapper.class.getDeclaredField("uidProvider");
            field.setAccessible(true);
            field.set(mapper, failing((UidProvider) field.get(mapper)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the store is built otherwise than expected", e);
        }
    }

    private static UidProvider failing(UidProvider real) {
        Object proxy = Proxy.newProxyInstance(
                FailingStore.class.getClassLoader(), new Class<?>[] {UidProvider.class}, (self, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof Mailbox mailbox && fails(mailbox)) {
                        throw new MailboxException("the store failed");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (UidProvider) proxy;
    }

    private static boolean fails(Mailbox mailbox) {
        return Switch.isOn("store-fails-for-" + mailbox.getUser().getLocalPart());
    }
}
