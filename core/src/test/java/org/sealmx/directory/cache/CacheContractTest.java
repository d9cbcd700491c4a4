package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.resolve.AliasContract;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.directory.resolve.HeldAnswer;
import org.sealmx.directory.resolve.ResolutionTrace;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

/** The cache gives the same answers as its directory. Each test asks twice; the second answer comes from memory. */
class CacheContractTest implements AliasContract {

    private final List<Twice> opened = new ArrayList<>();

    @Override
    public RecipientDirectory directoryOf(String jsonArray, ResolverSettings settings) throws Exception {
        ScriptedLookup lookup = new ScriptedLookup();
        ScriptedFeed feed = new ScriptedFeed();
        for (JsonNode document : new JsonMapper().readTree(jsonArray)) {
            lookup.put(document);
        }
        Twice directory = new Twice(
                CachingRecipientDirectory.start(
                        lookup, DOMAINS, settings, CERTIFICATES, feed, CacheBed.SETTINGS, new ManualClock()),
                lookup,
                feed);
        feed.connected();
        opened.add(directory);
        return directory;
    }

    @Override
    public void update(RecipientDirectory directory, String jsonArray) throws Exception {
        Twice ours = (Twice) directory;
        Set<String> gone = new HashSet<>(ours.lookup.ids());
        for (JsonNode document : new JsonMapper().readTree(jsonArray)) {
            String id = document.path("_id").asText();
            ours.feed.changed(id, ours.lookup.put(document));
            gone.remove(id);
        }
        gone.forEach(id -> {
            ours.lookup.delete(id);
            ours.feed.changed(id, Optional.empty());
        });
    }

    @AfterEach
    void close() {
        opened.forEach(Twice::close);
        assertThat(opened)
                .allSatisfy(directory -> assertThat(directory.feed.closed()).isEqualTo(1));
    }

    /** Asks the cache twice. */
    private record Twice(CachingRecipientDirectory cache, ScriptedLookup lookup, ScriptedFeed feed)
            implements ExplainableDirectory {

        @Override
        public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
            Resolution asked = cache.resolve(recipient);
            int requests = lookup.requests();
            assertThat(cache.resolve(recipient)).isEqualTo(asked);
            assertThat(lookup.requests()).isEqualTo(requests);
            return asked;
        }

        @Override
        public Resolution resolve(EmailAddress recipient, ResolutionTrace trace) throws DirectoryUnavailableException {
            return cache.resolve(recipient, trace);
        }

        @Override
        public HeldAnswer held(EmailAddress recipient) {
            return cache.held(recipient);
        }

        @Override
        public void close() {
            cache.close();
        }
    }
}
