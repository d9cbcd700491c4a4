package org.sealmx.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.delivery.forward.ForwardStore;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.couchdb.CouchDbIdentityDocuments;
import org.sealmx.directory.couchdb.CouchDbIdentityLookup;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.couchdb.DocumentProblems;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.IdentityDocuments;
import org.sealmx.hop.NextHop;
import org.sealmx.measure.CertificateEnds;
import org.sealmx.notice.ExpiryForecast;
import org.sealmx.notice.ExpiryNotices;
import org.sealmx.notice.ExpiryRound;
import org.sealmx.notice.NoticeJournal;
import org.sealmx.notice.NoticeSchedule;
import org.sealmx.notice.SealedNotices;
import org.sealmx.notice.WaitingNotices;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.startup.ChainEnd;
import org.sealmx.server.startup.NoticeTexts;

/** What tells the owners of accounts that a certificate ends, or that mail waits for one. */
final class NoticeModule extends AbstractModule {

    /** Notices that wait to be written; what does not fit is left to the next attempt of the sending side. */
    private static final int QUEUE = 1_000;

    private static final int SECONDS_IDLE = 60;

    @Override
    protected void configure() {
        bind(CertificateEnds.class).to(ExpiryForecast.class);
    }

    @Provides
    @Singleton
    ExpiryForecast forecast(Clock clock) {
        return new ExpiryForecast(clock);
    }

    @Provides
    @Singleton
    IdentityDocuments documents(
            RecipientDirectory directory, SealMxConfiguration configuration, Provider<CouchDbClient> couchDb) {
        if (directory instanceof IdentityDocuments file) {
            return file;
        }
        DatabaseName database =
                new DatabaseName(configuration.couchDb().orElseThrow().database());
        CouchDbClient client = couchDb.get();
        return new CouchDbIdentityDocuments(
                client,
                database,
                new CouchDbIdentityLookup(
                        client,
                        new CouchDbViews(client, database),
                        configuration.domains(),
                        new DocumentProblems(),
                        false),
                new AccountCertificateReader());
    }

    @Provides
    @Singleton
    NoticeJournal journal(JournalProvider journals, DeliveryIdFactory ids) {
        return new NoticeJournal(journals.ofNotices(), ids);
    }

    @Provides
    @Singleton
    NoticeSchedule schedule(
            SealMxConfiguration configuration,
            IdentityDocuments documents,
            RecipientDirectory directory,
            SealedNotices sealed,
            NoticeTexts texts,
            SealableCertificates sealable,
            DeliveryIdFactory ids,
            ExpiryForecast forecast,
            Clock clock) {
        ExpiryNotices notices =
                new ExpiryNotices(configuration.notices().days(), texts.expiry(), sealed, sealable, ids);
        return new NoticeSchedule(new ExpiryRound(documents, directory, notices, forecast, clock), clock);
    }

    @Provides
    @Singleton
    SealedNotices sealedNotices(
            ChainEnd chain,
            @Named(ForwardStore.NAME) SealedStore forwards,
            NoticeJournal journal,
            SealMxConfiguration configuration,
            LocalDomains domains) {
        return new SealedNotices(
                chain.sealer(), chain.store(), configuration.forward().hop().map(hop -> forwards), journal, domains);
    }

    /** Empty unless it is configured. */
    @Provides
    @Singleton
    Optional<WaitingNotices> waiting(
            SealMxConfiguration configuration,
            FileSystem files,
            NoticeTexts texts,
            Provider<RecipientDirectory> directory,
            Provider<IdentityDocuments> documents,
            Provider<SealableCertificates> sealable,
            Provider<NoticeJournal> journal,
            DeliveryIdFactory ids,
            LocalDomains domains,
            Clock clock) {
        return NextHops.forwards(configuration, files)
                .filter(hop -> configuration.notices().waiting())
                .map(hop -> new WaitingNotices(
                        texts.waiting(),
                        directory.get(),
                        documents.get(),
                        sealable.get(),
                        new NextHop(hop),
                        journal.get(),
                        ids,
                        domains,
                        clock,
                        background()));
    }

    private static Executor background() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                SECONDS_IDLE,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                task -> {
                    Thread thread = new Thread(task, "sealmx-waiting-notices");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        one.allowCoreThreadTimeOut(true);
        return one;
    }
}
