package org.sealmx.directory.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a directory. For the operator's own eyes and not for a log: it names addresses. Immutable.
 *
 * @param about what the directory is, in lines
 * @param usable whether anything can be looked up in it
 * @param counts how many documents there are of each status
 * @param findings what is wrong with single documents, the first {@value DocumentCheck#MAX_FINDINGS} of them
 * @param allFindings how many there are
 * @param expiring certificates that expire within the time that was asked for, the first
 *     {@value DocumentCheck#MAX_FINDINGS} of them
 * @param allExpiring how many there are
 */
public record DirectoryReport(
        List<String> about,
        boolean usable,
        Map<DocumentStatus, Long> counts,
        List<Finding> findings,
        long allFindings,
        List<Finding> expiring,
        long allExpiring) {

    /**
     * Something is wrong with a document.
     *
     * @param documentId which document; empty when it is not about a single one
     * @param address of the document, when it could be read
     * @param problem what is wrong
     */
    public record Finding(Optional<String> documentId, Optional<String> address, String problem) {

        /** For example {@code alice@example.org (identity 1): "destination" is missing}. */
        String line() {
            Optional<String> identity = documentId.map(id -> "identity " + id);
            String where = address.map(
                            name -> name + identity.map(id -> " (" + id + ")").orElse(""))
                    .or(() -> identity)
                    .map(text -> text + ": ")
                    .orElse("");
            return where + problem;
        }
    }

    /** Takes copies. */
    public DirectoryReport {
        about = List.copyOf(about);
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
        expiring = List.copyOf(expiring);
    }

    /** The same report with one more line about what was looked at. */
    public DirectoryReport withAbout(String line) {
        List<String> more = new ArrayList<>(about);
        more.add(line);
        return new DirectoryReport(more, usable, counts, findings, allFindings, expiring, allExpiring);
    }

    /**
     * Whether it can be looked up and nothing is wrong with any document; certificates that expire soon are not wrong
     * yet.
     */
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
        list(text, "problems: ", findings, allFindings);
        if (allExpiring > 0) {
            list(text, "certificates that expire soon: ", expiring, allExpiring);
        }
        return text.toString();
    }

    private static void list(StringBuilder text, String title, List<Finding> listed, long all) {
        line(text, title + all);
        listed.forEach(finding -> line(text, "  " + finding.line()));
        if (all > listed.size()) {
            line(text, "  and " + (all - listed.size()) + " more");
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
