package org.sealmx.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import java.nio.file.Path;
import java.time.Clock;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.check.MailRules;
import org.sealmx.directory.couchdb.CouchDbDirectoryEditor;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.couchdb.DirectoryCheck;
import org.sealmx.directory.edit.AuditFile;
import org.sealmx.directory.edit.CertificateAdmission;
import org.sealmx.directory.edit.CertificateEdits;
import org.sealmx.directory.edit.DirectoryAudit;
import org.sealmx.directory.edit.DirectoryEditor;
import org.sealmx.directory.edit.TrialSeal;
import org.sealmx.directory.file.FileCheck;
import org.sealmx.directory.file.FileDirectoryEditor;
import org.sealmx.mailets.Stores;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.log.AddressHash;
import org.sealmx.server.webadmin.directory.DirectoryValidation;

/** What changes the directory, and checks it as a whole. */
final class DirectoryEditModule extends AbstractModule {

    @Provides
    @Singleton
    DirectoryEditor editor(SealMxConfiguration configuration, FileSystem files, Provider<CouchDbClient> couchDb) {
        if (configuration.directory() instanceof DirectorySource.JsonFile file) {
            return new FileDirectoryEditor(Paths.of(files, file.url()));
        }
        CouchDbClient client = couchDb.get();
        return new CouchDbDirectoryEditor(
                client,
                views(configuration, client),
                configuration.domains(),
                configuration.couchDb().orElseThrow().createViews());
    }

    private static CouchDbViews views(SealMxConfiguration configuration, CouchDbClient client) {
        return new CouchDbViews(
                client, new DatabaseName(configuration.couchDb().orElseThrow().database()));
    }

    @Provides
    @Singleton
    DirectoryAudit audit(SealMxConfiguration configuration, FileSystem files, AddressHash hash, Clock clock) {
        AuditFile record = new AuditFile(Paths.of(files, configuration.auditLog()), clock);
        return new DirectoryAudit(
                address -> configuration.logAddresses() ? address.toString() : hash.of(address),
                new LoggedRecord(record));
    }

    @Provides
    @Singleton
    CertificateEdits certificates(
            DirectoryEditor editor,
            MessageSealer sealer,
            SealableCertificates chain,
            DirectoryAudit audit,
            Clock clock) {
        return new CertificateEdits(editor, new TrialSeal(sealer, chain::problemWith), audit, clock);
    }

    @Provides
    CertificateAdmission admission(CertificateEdits certificates) {
        return certificates;
    }

    @Provides
    @Singleton
    DirectoryValidation validation(
            SealMxConfiguration configuration,
            LocalDomains domains,
            RecipientPolicy policy,
            FileSystem files,
            Provider<CouchDbClient> couchDb,
            Clock clock) {
        return new DirectoryValidation(
                domains,
                Stores.accountsOf(configuration.store().word()),
                new MailRules(configuration.resolver(), policy),
                clock,
                reading(configuration, files, couchDb));
    }

    private static DirectoryValidation.Reading reading(
            SealMxConfiguration configuration, FileSystem files, Provider<CouchDbClient> couchDb) {
        if (configuration.directory() instanceof DirectorySource.JsonFile source) {
            Path file = Paths.of(files, source.url());
            return documents -> {
                FileCheck.read(file, documents);
                return documents.report(FileCheck.about(file), true);
            };
        }
        CouchDbClient client = couchDb.get();
        CouchDbViews views = views(configuration, client);
        return documents -> new DirectoryCheck(client, views, documents).run();
    }
}
