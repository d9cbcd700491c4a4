package org.sealmx.server.webadmin.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.CertificateSummary;
import org.sealmx.directory.edit.DirectoryChange;
import org.sealmx.directory.edit.Objection;

/**
 * The answers of the routes for certificates. Names in certificates are whatever their makers wrote, so the characters
 * that mean something in HTML are escaped. Pure functions.
 */
final class CertificateJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CertificateJson() {}

    /** The certificates of an address. */
    static String shown(List<CertificateSummary> certificates) {
        ObjectNode json = NODES.objectNode();
        json.set("certificates", array(certificates));
        return escaped(json);
    }

    /** What was taken. */
    static String taken(Admission.Taken taken) {
        ObjectNode json = NODES.objectNode();
        json.set("certificates", array(taken.certificates()));
        json.set("replaced", array(taken.replaces()));
        ArrayNode overruled = json.putArray("overruled");
        for (Objection objection : taken.overruled()) {
            overruled.addObject().put("reason", word(objection)).put("words", objection.words());
        }
        return escaped(json);
    }

    /** What was deleted. */
    static String deleted(DirectoryChange change) {
        ObjectNode json = NODES.objectNode();
        change.before().forEach(json.putArray("deleted")::add);
        return escaped(json);
    }

    /** The reason of an objection, for programs. */
    static String word(Objection objection) {
        return objection.reason().name().toLowerCase(Locale.ROOT);
    }

    private static ArrayNode array(List<CertificateSummary> certificates) {
        ArrayNode array = NODES.arrayNode();
        for (CertificateSummary certificate : certificates) {
            ObjectNode json = array.addObject()
                    .put("kind", certificate.kind().name().toLowerCase(Locale.ROOT))
                    .put("fingerprint", certificate.fingerprint());
            certificate.names().forEach(json.putArray("names")::add);
            certificate.created().ifPresent(created -> json.put("created", created.toString()));
            json.put("usable", certificate.usable());
            certificate.usableUntil().ifPresent(until -> json.put("usableUntil", until.toString()));
            json.put("evaluation", certificate.evaluation());
            ArrayNode keys = json.putArray("keys");
            certificate.keys().forEach(key -> keys.addObject()
                    .put("fingerprint", key.fingerprint())
                    .put("algorithm", key.algorithm())
                    .put("strength", key.strength())
                    .put("postQuantum", key.postQuantum()));
        }
        return array;
    }

    /** In JSON, these characters can only be inside strings. */
    private static String escaped(ObjectNode json) {
        return json.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027");
    }
}
