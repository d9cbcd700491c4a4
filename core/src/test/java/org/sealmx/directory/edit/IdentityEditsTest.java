package org.sealmx.directory.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

/** An address with several documents, of which not all can be changed. */
class IdentityEditsTest {

    private static final AddressKey TEAM = AddressKey.of(EmailAddress.of("team@example.org"));
    private static final Actor ROOT = new Actor("test", "root");

    private final List<StoredDocument> documents = new ArrayList<>(List.of(
            StoredDocument.of(alias("u1", "team@example.org", "alice@example.org")
                    .id("d1")
                    .json()),
            StoredDocument.of(
                    alias("u2", "team@example.org", "bob@example.org").id("d2").json())));
    private final List<String> recorded = new ArrayList<>();
    private Optional<Exception> problem = Optional.empty();

    private final IdentityEdits edits = new IdentityEdits(
            new Documents(),
            LocalDomains.of(List.of("example.org")),
            ResolverSettings.defaults(),
            new DirectoryAudit(address -> "-", recorded::add));

    /** In memory; the second document has a problem, if there is one. */
    private final class Documents implements DirectoryEditor {

        @Override
        public List<StoredDocument> find(AddressKey key) {
            return List.copyOf(documents);
        }

        @Override
        public void forEach(Consumer<StoredDocument> each) {
            documents.forEach(each);
        }

        @Override
        public DirectoryChange edit(AddressKey key, EditDecision decision)
                throws EditRefusedException, DirectoryUnavailableException {
            Edit edit = decision.on(List.copyOf(documents));
            StoredDocument before =
                    edit instanceof Edit.Replace replace ? replace.before() : ((Edit.Delete) edit).before();
            if (before.id().value().equals("d2") && problem.isPresent()) {
                if (problem.get() instanceof DirectoryUnavailableException outage) {
                    throw outage;
                }
                throw (EditRefusedException) problem.get();
            }
            int place = documents.indexOf(before);
            documents.remove(place);
            if (edit instanceof Edit.Replace replace) {
                documents.add(place, StoredDocument.of(replace.after()));
            }
            return DirectoryChange.of(edit);
        }
    }

    @Test
    void everyDocumentShouldBeChanged() throws Exception {
        assertThat(edits.setEnabled(TEAM, false, ROOT)).hasSize(2);
        assertThat(edits.remove(TEAM, Optional.empty(), ROOT)).hasSize(2);
        assertThat(documents).isEmpty();
        assertThat(recorded).hasSize(4);
    }

    @Test
    void documentThatIsRefusedShouldNotBePassedOver() {
        problem = Optional.of(new EditRefusedException("identity d2 is in conflict"));
        assertThatThrownBy(() -> edits.setEnabled(TEAM, false, ROOT))
                .isInstanceOf(EditRefusedException.class)
                .hasMessage("identity d2 is in conflict; this was done before that, and stays: identity d1");
        assertThat(recorded).hasSize(1);
    }

    @Test
    void outageShouldSayWhatWasDoneBefore() {
        problem = Optional.of(new DirectoryUnavailableException("no answer"));
        assertThatThrownBy(() -> edits.remove(TEAM, Optional.empty(), ROOT))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessage("no answer; this was done before that, and stays: identity d1");
        assertThat(documents).hasSize(1);
    }

    @Test
    void refusalOfTheFirstShouldStayAsItIs() {
        documents.remove(0);
        problem = Optional.of(new EditRefusedException("identity d2 is in conflict"));
        assertThatThrownBy(() -> edits.setEnabled(TEAM, false, ROOT)).hasMessage("identity d2 is in conflict");
    }
}
