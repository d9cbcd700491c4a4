package org.sealmx.standalone.james;

import com.google.inject.Inject;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.james.mailbox.MailboxManager.MessageCapabilities;
import org.apache.james.mailbox.MailboxManager.SearchCapabilities;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.apache.james.mailbox.store.search.SimpleMessageSearchIndex;
import org.apache.james.util.ReactorUtils;
import org.sealmx.standalone.database.MailDatabase;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Searches without an index of words, which would hold nothing of mail that is sealed: James' own search, which looks
 * at message after message. For one header field it loads a whole message to look at each; here it is a
 * {@link HeaderScan}. A retry waits for that search.
 */
final class JpaSearch implements MessageSearchIndex {

    private final SimpleMessageSearchIndex others;
    private final MailDatabase database;

    @Inject
    JpaSearch(SimpleMessageSearchIndex others, MailDatabase database) {
        this.others = others;
        this.database = database;
    }

    @Override
    public Flux<MessageUid> search(MailboxSession session, Mailbox mailbox, SearchQuery query) {
        return scan(query)
                .map(scan -> Mono.fromCallable(() -> scan.uids(mailbox))
                        .flatMapMany(Flux::fromIterable)
                        .subscribeOn(ReactorUtils.BLOCKING_CALL_WRAPPER))
                .orElseGet(() -> others.search(session, mailbox, query));
    }

    @Override
    public Flux<MessageId> search(
            MailboxSession session, Collection<MailboxId> mailboxes, SearchQuery query, long limit)
            throws MailboxException {
        return others.search(session, mailboxes, query, limit);
    }

    @Override
    public EnumSet<SearchCapabilities> getSupportedCapabilities(EnumSet<MessageCapabilities> messages) {
        return others.getSupportedCapabilities(messages);
    }

    /** A scan, if the query asks for nothing but a text in one header field, in whatever order. */
    private Optional<HeaderScan> scan(SearchQuery query) {
        List<SearchQuery.Criterion> criteria = query.getCriteria();
        return criteria.size() == 1
                        && query.getRecentMessageUids().isEmpty()
                        && query.getSorts().equals(SearchQuery.DEFAULT_SORTS)
                        && criteria.get(0) instanceof SearchQuery.HeaderCriterion header
                        && header.getOperator() instanceof SearchQuery.ContainsOperator contains
                ? Optional.of(new HeaderScan(database.connections(), header.getHeaderName(), contains.getValue()))
                : Optional.empty();
    }
}
