package org.sealmx.server.config;

import java.util.List;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.options.Options;
import org.sealmx.server.config.SealMxConfiguration.Journal;

/** Reads the keys of {@code sealmx.properties} for the journal of deliveries. */
final class JournalKeys {

    private static final String JOURNAL = "delivery-journal";
    private static final String ENTRIES = "delivery-journal-entries";
    private static final String SYNC = "delivery-journal-sync";
    private static final String DATABASES = "delivery-journal-databases";

    private final Options<StartUpException> properties;

    JournalKeys(Options<StartUpException> properties) {
        this.properties = properties;
    }

    /**
     * The journal.
     *
     * @param hasCouchDb whether the configuration names a CouchDB
     */
    Journal read(boolean hasCouchDb) {
        boolean inCouchDb = properties.text(JOURNAL).filter("couchdb"::equals).isPresent();
        Journal.InFile inFile = new Journal.InFile(
                inCouchDb ? "" : file(),
                (int) properties.number(ENTRIES, 200_000, 1_000, 100_000_000),
                properties.flag(SYNC, false));
        Journal.InCouchDb databases = new Journal.InCouchDb(prefix());
        for (String other : inCouchDb ? List.of(ENTRIES, SYNC) : List.of(DATABASES)) {
            if (properties.text(other).isPresent()) {
                throw properties.wrong(
                        other, "is only for a journal in " + (inCouchDb ? "a file" : "CouchDB") + "; remove it");
            }
        }
        if (inCouchDb && !hasCouchDb) {
            throw properties.wrong(
                    JOURNAL, "is couchdb, which needs a CouchDB: name it in 'directory' or 'couchdb-nodes'");
        }
        return inCouchDb ? databases : inFile;
    }

    private String file() {
        String url = properties.text(JOURNAL).orElse("file://var/sealmx/deliveries.journal");
        return FileUrl.require(properties, JOURNAL, url);
    }

    private String prefix() {
        String prefix = properties.text(DATABASES).orElse("sealmx_journal");
        try {
            new DatabaseName(prefix + "_2026_11");
            return new DatabaseName(prefix).value();
        } catch (IllegalArgumentException e) {
            throw properties.bad(DATABASES, prefix, "what the name of a CouchDB database may begin with");
        }
    }
}
