package org.sealmx.directory.check;

import java.util.List;
import java.util.Map;

/**
 * What was seen of a directory. For the operator's own eyes and not for a log: a document is named by its id, and that may be an address.
 * Immutable.
 *
 * @param about       what the directory is, in lines
 * @param usable      whether anything can be looked up in it
 * @param counts      how many documents there are of each status
 * @param findings    what is wrong with single documents, the first {@value DocumentCheck#MAX_FINDINGS} of them
 * @param allFindings how many there are
 */
public record DirectoryReport(
        List<String> about,
        boolean usable,
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
        about = List.copyOf(about);
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    /** Whether it can be looked up and nothing is wrong with any document. */
    public boolean isClean() {
        return usable && allFindings == 0;
    }

    /** The report in lines for the operator. */
    public String text() {
        StringBuilder text = new StringBuilder();
        about.forEach(line -> line(text, line));
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
