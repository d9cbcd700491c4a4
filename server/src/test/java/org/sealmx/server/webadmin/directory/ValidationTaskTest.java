package org.sealmx.server.webadmin.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.task.Task;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.check.TestRules;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities;

/** What webadmin shows of a check while it runs, and at its end. */
class ValidationTaskTest {

    private static final int DOCUMENTS = 3;

    private final List<ProgressDto> shown = new ArrayList<>();
    private ValidationTask task = task(documents -> documents.report(List.of(), true));

    private static ValidationTask task(DirectoryValidation.Reading reading) {
        return new ValidationTask(
                new DirectoryValidation(
                        LocalDomains.of(List.of("example.org")),
                        StoreNames.any(),
                        TestRules.of("example.org"),
                        Clock.systemUTC(),
                        reading),
                Optional.empty());
    }

    private static StoredDocument document(int number) {
        String array = TestIdentities.array(
                TestIdentities.main("u" + number, "u" + number + "@example.org").id("d" + number));
        try {
            return StoredDocument.at("test", new JsonMapper().readTree(array).get(0));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProgressDto show() {
        AdditionalInformationDTO dto = ProgressDto.module()
                .toDTO((ValidationTask.Progress) task.details().orElseThrow());
        return (ProgressDto) dto;
    }

    @Test
    void detailsShouldSayHowManyDocumentsWereReadWhileTheTaskRuns() throws Exception {
        task = task(documents -> {
            shown.add(show());
            for (int number = 0; number < DOCUMENTS; number++) {
                documents.document(document(number));
                shown.add(show());
            }
            return documents.report(List.of(), true);
        });

        assertThat(task.run()).isEqualTo(Task.Result.COMPLETED);

        assertThat(shown).extracting(ProgressDto::documents).containsExactly(0L, 1L, 2L, 3L);
        assertThat(shown).allSatisfy(progress -> {
            assertThat(progress.done()).isFalse();
            assertThat(progress.problemCount()).isZero();
        });
        assertThat(show().documents()).isEqualTo(DOCUMENTS);
        assertThat(show().done()).isTrue();
        assertThat(show().problems()).hasSize(DOCUMENTS).first().asString().startsWith("identity d0: certificate: ");
    }

    @Test
    void detailsShouldKeepWhatWasReadWhenTheDirectoryFails() throws Exception {
        task = task(documents -> {
            documents.document(document(0));
            throw new DirectoryUnavailableException("scripted outage");
        });

        assertThat(task.run()).isEqualTo(Task.Result.PARTIAL);

        assertThat(show().documents()).isEqualTo(1);
        assertThat(show().done()).isFalse();
    }
}
