package org.sealmx.directory.check;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a check of a directory. It is for the operator's eyes only and not for a log, since it contains
 * addresses.
 *
 * @param about lines that describe the directory
 * @param usable whether anything can be looked up in it
 * @param counts the number of documents of each status
 * @param findings what is wrong with single documents: the first {@value DocumentCheck#MAX_FINDINGS} findings
 * @param allFindings how many findings there are in all
 * @param expiring certificates that expire within the given time: the first {@value DocumentCheck#MAX_FINDINGS}
 * @param allExpiring how many of these there are in all
 */
@Immutable
public record DirectoryReport(
        List<String> about,
        boolean usable,
        Map<DocumentStatus, Long> counts,
        List<Finding> findings,
        long allFindings,
        List<Finding> expiring,
        long allExpiring) {

    /**
     * Something that is wrong with a document or the directory.
     *
     * @param documentId which document; empty when the finding is not about a single one
     * @param address of the document, if it could be read
     * @param problem what is wrong
     */
    @Immutable
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

    /** Copies the collections. */
    public DirectoryReport {
        about = List.copyOf(about);
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
        expiring = List.copyOf(expiring);
    }

    /** The same report with one more line that describes the directory. */
    public DirectoryReport withAbout(String line) {
        List<String> more = new ArrayList<>(about);
        more.add(line);
        return new DirectoryReport(more, usable, counts, findings, allFindings, expiring, allExpiring);
    }

    /**
     * Whether the directory is usable and nothing is wrong with any document; certificates that expire soon do not
     * count as wrong.
     */
    public boolean isClean() {
        return usable && allFindings == 0;
    }

    /** The report as text for the operator. */
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
