package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.DirectoryChanges;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.resolve.Dependencies;

/** Applies what the feed of changes reports: which answers no longer hold, and whether the feed can be relied on. */
@ThreadSafe
final class FeedListener implements DirectoryChanges.Listener {

    private final ChangeStamps stamps;
    private final Freshness freshness;
    private final Circuit circuit;
    private final AnswerMemory memory;
    private final Counters counters;
    private final Clock clock;

    FeedListener(
            ChangeStamps stamps,
            Freshness freshness,
            Circuit circuit,
            AnswerMemory memory,
            Counters counters,
            Clock clock) {
        this.stamps = stamps;
        this.freshness = freshness;
        this.circuit = circuit;
        this.memory = memory;
        this.counters = counters;
        this.clock = clock;
    }

    /** The document shows only its present content; the answers that used its earlier content depend on its id. */
    @Override
    public void changed(DocumentId id, Optional<IdentityDocument> document) {
        counters.changes.increment();
        Set<AddressKey> addresses =
                document.flatMap(IdentityDocument::key).map(Set::of).orElse(Set.of());
        Set<AccountId> accounts =
                document.flatMap(IdentityDocument::userId).map(Set::of).orElse(Set.of());
        stamps.change(stamps.slotsOf(new Dependencies(Set.of(id), addresses, accounts)));
    }

    @Override
    public void reset() {
        counters.resets.increment();
        freshness.reset();
        memory.forgetAll();
    }

    @Override
    public void connected() {
        freshness.connected(clock.millis());
        circuit.succeeded();
    }

    @Override
    public void heard() {
        freshness.heard(clock.millis());
    }

    @Override
    public void disconnected() {
        freshness.disconnected(clock.millis());
    }
}
