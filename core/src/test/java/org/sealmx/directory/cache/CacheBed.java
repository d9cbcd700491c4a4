package org.sealmx.directory.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

/** A cache with a directory, a feed and a clock that the test controls. The feed is connected. */
final class CacheBed {

    static final CacheSettings SETTINGS = new CacheSettings(
            1 << 20,
            1 << 18,
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofHours(6),
            Duration.ofMinutes(15),
            Duration.ofSeconds(1));

    final ScriptedLookup lookup = new ScriptedLookup();
    final ScriptedFeed feed = new ScriptedFeed();
    final ManualClock clock = new ManualClock();
    final CachingRecipientDirectory directory;

    CacheBed(CacheSettings settings, MaterialReader certificates) {
        directory = CachingRecipientDirectory.start(
                lookup,
                RecipientDirectoryContract.DOMAINS,
                ResolverSettings.defaults(),
                certificates,
                feed,
                settings,
                clock);
        feed.connected();
    }

    CacheBed(Doc... documents) {
        this(SETTINGS, RecipientDirectoryContract.CERTIFICATES);
        List.of(documents).forEach(lookup::put);
    }

    /** Changes a document, which the feed reports. */
    void change(Doc document) {
        var parsed = lookup.put(document);
        feed.changed(document.json().path("_id").asText(), Optional.of(parsed));
    }

    /** Deletes a document, which the feed reports by its id alone, as with any deletion. */
    void delete(String id) {
        lookup.delete(id);
        feed.changed(id, Optional.empty());
    }

    /** The routes, each as {@code account mailbox key}, or the answer given instead. */
    List<String> resolve(String address) throws DirectoryUnavailableException {
        return RecipientDirectoryContract.describe(directory.resolve(EmailAddress.of(address)));
    }

    /** How many requests to the directory a look-up causes. */
    int requestsOf(String address) throws DirectoryUnavailableException {
        int before = lookup.requests();
        resolve(address);
        return lookup.requests() - before;
    }
}
