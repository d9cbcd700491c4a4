package org.sealmx.directory.couchdb;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link DirectoryCheck} has seen. Names documents by their ids and holds no address. Immutable.
 *
 * @param serverVersion  of CouchDB
 * @param database       its name
 * @param designDocument that has the views; empty when there is none, and then nothing can be looked up
 * @param counts         how many documents there are of each status
 * @param findings       what is wrong with single documents, the first {@value DirectoryCheck#MAX_FINDINGS} of them
 * @param allFindings    how many there are
 */
public record DirectoryReport(
        String serverVersion,
        String database,
        Optional<String> designDocument,
        Map<DocumentStatus, Long> counts,
        List<Finding> findings,
        long allFindings) {

    /**
     * Something is wrong with a document.
     *
     * @param documentId which document
     * @param problem    what is wrong, without addresses
     */
    public record Finding(String documentId, String problem) {}

    /** Takes copies. */
    public DirectoryReport {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    /** Whether the views are there and nothing is wrong with any document. */
    public boolean isClean() {
        return designDocument.isPresent() && allFindings == 0;
    }

    /** The report in lines for the operator. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "CouchDB " + serverVersion + ", database " + database);
        line(
                text,
                designDocument
                        .map(name -> "views: in design document " + name)
                        .orElse("views: MISSING; nothing can be looked up until they are made"));
        for (DocumentStatus status : DocumentStatus.values()) {
            line(text, status.words() + ": " + counts.getOrDefault(status, 0L));
        }
        line(text, "problems: " + allFindings);
        findings.forEach(finding -> line(text, "  " + finding.documentId + ": " + finding.problem));
        if (allFindings > findings.size()) {
            line(text, "  and " + (allFindings - findings.size()) + " more");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
