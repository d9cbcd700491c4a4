package org.sealmx.server.guice;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.couchdb.CouchDbIdentityLookup;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.measure.Measurements;
import org.sealmx.measure.Stage;

/** Measures how long CouchDB takes to answer; look-ups that memory answers do not get here. */
@ThreadSafe
final class TimedLookup implements IdentityLookup, DirectoryHealth {

    private final CouchDbIdentityLookup lookup;
    private final Measurements measurements;

    TimedLookup(CouchDbIdentityLookup lookup, Measurements measurements) {
        this.lookup = lookup;
        this.measurements = measurements;
    }

    @Override
    public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
            throws DirectoryUnavailableException {
        Measurements.Timing timing = measurements.begin(Stage.DIRECTORY);
        try {
            return lookup.byAddress(keys);
        } finally {
            timing.close();
        }
    }

    @Override
    public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) throws DirectoryUnavailableException {
        Measurements.Timing timing = measurements.begin(Stage.DIRECTORY);
        try {
            return lookup.byUserId(users);
        } finally {
            timing.close();
        }
    }

    @Override
    public Optional<String> doubt() {
        return lookup.doubt();
    }

    @Override
    public List<String> problems() {
        return lookup.problems();
    }

    @Override
    public List<String> lookForProblems() {
        return lookup.lookForProblems();
    }
}
