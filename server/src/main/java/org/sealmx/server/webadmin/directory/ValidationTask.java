package org.sealmx.server.webadmin.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.http.ServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the whole directory. While it runs, its details say how many documents were read; at the end, what is wrong.
 * Details name documents and no addresses, since James logs them. It completes even when it finds problems; it is
 * partial (James shows it as failed) when the directory cannot be read.
 */
public final class ValidationTask implements Task {

    /** The name of the task. */
    public static final TaskType TYPE = TaskType.of("sealmx-validate-directory");

    private static final Logger LOGGER = LoggerFactory.getLogger(ValidationTask.class);
    private static final int MOST_LISTED = 100;

    /**
     * What is known so far.
     *
     * @param timestamp when this was known
     * @param documents how many documents were read
     * @param done whether all were
     * @param problemCount how many problems were found; 0 until all documents were read
     * @param problems the first 100, each with the document that has it
     * @param expiringCount how many certificates expire within the given time
     * @param expiring the first 100
     */
    public record Progress(
            Instant timestamp,
            long documents,
            boolean done,
            long problemCount,
            List<String> problems,
            long expiringCount,
            List<String> expiring)
            implements TaskExecutionDetails.AdditionalInformation {

        /** Copies the lists. */
        public Progress {
            problems = List.copyOf(problems);
            expiring = List.copyOf(expiring);
        }
    }

    private final DirectoryValidation validation;
    private final Optional<Duration> expiresWithin;
    private final DocumentCheck documents;
    private volatile Optional<DirectoryReport> report = Optional.empty();

    /** @param expiresWithin how long certificates must stay usable in order not to be listed as expiring */
    ValidationTask(DirectoryValidation validation, Optional<Duration> expiresWithin) {
        this.validation = validation;
        this.expiresWithin = expiresWithin;
        this.documents = validation.begin(expiresWithin);
    }

    Optional<Duration> expiresWithin() {
        return expiresWithin;
    }

    @Override
    public Result run() {
        try {
            report = Optional.of(validation.run(documents));
            return Result.COMPLETED;
        } catch (DirectoryConfigurationException | DirectoryUnavailableException | ServerException e) {
            LOGGER.warn("The directory cannot be checked: {}", e.getMessage());
            return Result.PARTIAL;
        }
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        Instant now = Clock.systemUTC().instant();
        long read = documents.checked();
        return Optional.of(report.map(done -> new Progress(
                        now,
                        read,
                        true,
                        done.allFindings(),
                        lines(done.findings()),
                        done.allExpiring(),
                        lines(done.expiring())))
                .orElseGet(() -> new Progress(now, read, false, 0, List.of(), 0, List.of())));
    }

    private static List<String> lines(List<DirectoryReport.Finding> findings) {
        return findings.stream()
                .limit(MOST_LISTED)
                .map(finding ->
                        finding.documentId().map(id -> "identity " + id + ": ").orElse("") + finding.problem())
                .toList();
    }
}
