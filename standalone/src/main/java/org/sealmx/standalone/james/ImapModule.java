package org.sealmx.standalone.james;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.util.Modules;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.processor.DefaultProcessor;
import org.apache.james.modules.protocols.IMAPServerModule;

/** James' IMAP server, whose answers are in order. */
final class ImapModule extends AbstractModule {

    private ImapModule() {}

    static Module create() {
        return Modules.override(new IMAPServerModule()).with(new ImapModule());
    }

    @Provides
    ImapProcessor processor(DefaultProcessor processor) {
        return new OrderedAnswers(processor);
    }
}
