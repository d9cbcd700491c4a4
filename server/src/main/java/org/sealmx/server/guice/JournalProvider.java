package org.sealmx.server.guice;

import com.google.inject.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.journal.couchdb.CouchDbDeliveryJournal;
import org.sealmx.delivery.journal.couchdb.JournalSetupException;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfiguration.Journal;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.config.StateFiles;

/** Opens the journal of deliveries that the configuration names. */
final class JournalProvider implements Provider<DeliveryJournal> {

    /** How many notices are remembered; many more than are due between two of them. */
    private static final int NOTICES = 1_000_000;

    private final Journal journal;
    private final Optional<String> notices;
    private final FileSystem files;
    private final Provider<CouchDbClient> couchDb;
    private final Provider<DeliveryIdFactory> ids;
    private final Clock clock;
    private final SecureRandom random;

    @Inject
    JournalProvider(
            SealMxConfiguration configuration,
            FileSystem files,
            Provider<CouchDbClient> couchDb,
            Provider<DeliveryIdFactory> ids,
            Clock clock,
            SecureRandom random) {
        this.journal = configuration.journal();
        this.notices = configuration.notices().journal();
        this.files = files;
        this.couchDb = couchDb;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /** @throws StartUpException when the file cannot be written, or the databases cannot be used */
    @Override
    public DeliveryJournal get() {
        return journal instanceof Journal.InFile inFile
                ? open(inFile)
                : open((Journal.InCouchDb) journal, CouchDbDeliveryJournal::open);
    }

    /**
     * The journal of notices: a file of its own, or the databases of the other journal.
     *
     * @throws StartUpException when the file cannot be written, or the databases cannot be used
     */
    DeliveryJournal ofNotices() {
        return notices.isPresent()
                ? open(new Journal.InFile(notices.get(), NOTICES, true))
                : open((Journal.InCouchDb) journal, CouchDbDeliveryJournal::openForRepeated);
    }

    private DeliveryJournal open(Journal.InFile inFile) {
        Path file = Paths.writable(files, inFile.file());
        try {
            return FileDeliveryJournal.open(file, inFile.entries(), inFile.sync());
        } catch (IOException e) {
            throw StateFiles.cannotWrite(file, e);
        }
    }

    /** How a journal in CouchDB is opened. */
    @FunctionalInterface
    private interface Opening {
        DeliveryJournal open(
                CouchDbClient client, String prefix, DeliveryIdFactory ids, Clock clock, SecureRandom random)
                throws JournalSetupException;
    }

    private DeliveryJournal open(Journal.InCouchDb inCouchDb, Opening opening) {
        try {
            return opening.open(couchDb.get(), inCouchDb.prefix(), ids.get(), clock, random);
        } catch (JournalSetupException e) {
            throw new StartUpException("sealmx.properties: " + e.getMessage(), e);
        }
    }
}
