package org.sealmx.directory.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.sealmx.directory.check.DirectoryReport.Finding;

/**
 * The report for programs: one JSON object with {@code about}, {@code usable}, {@code documents} (how many of each
 * status), {@code problemCount}, {@code problems}, {@code expiringCount} and {@code expiring}. A finding has {@code id}
 * and {@code address}, if known, and {@code problem}. Pure functions.
 */
public final class ReportJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReportJson() {}

    /** The report in JSON, in several lines with a line feed at the end. */
    public static String of(DirectoryReport report) {
        ObjectNode json = NODES.objectNode();
        report.about().forEach(json.putArray("about")::add);
        json.put("usable", report.usable());
        ObjectNode documents = json.putObject("documents");
        for (DocumentStatus status : DocumentStatus.values()) {
            documents.put(
                    status.name().toLowerCase(Locale.ROOT), report.counts().getOrDefault(status, 0L));
        }
        json.put("problemCount", report.allFindings());
        json.set("problems", findings(report.findings()));
        json.put("expiringCount", report.allExpiring());
        json.set("expiring", findings(report.expiring()));
        return json.toPrettyString() + "\n";
    }

    private static ArrayNode findings(List<Finding> findings) {
        ArrayNode array = NODES.arrayNode();
        for (Finding finding : findings) {
            ObjectNode object = array.addObject();
            finding.documentId().ifPresent(id -> object.put("id", id));
            finding.address().ifPresent(address -> object.put("address", address));
            object.put("problem", finding.problem());
        }
        return array;
    }
}
