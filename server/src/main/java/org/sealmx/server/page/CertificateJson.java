package org.sealmx.server.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealmx.directory.edit.CertificateSummary;
import org.sealmx.explain.ExplainedCertificate;

/** Certificates as the page draws them. */
final class CertificateJson {

    private CertificateJson() {}

    /** Those that were handed in, or were in the directory before. */
    static ArrayNode of(List<CertificateSummary> certificates) {
        ArrayNode array = PageJson.object().arrayNode();
        for (CertificateSummary certificate : certificates) {
            ObjectNode json = one(
                    array,
                    certificate.kind() == CertificateSummary.Kind.SMIME ? "S/MIME" : "OpenPGP",
                    certificate.fingerprint(),
                    certificate.names(),
                    certificate.created(),
                    certificate.usableUntil());
            json.put("usable", certificate.usable()).put("evaluation", certificate.evaluation());
            ArrayNode keys = json.putArray("keys");
            certificate.keys().forEach(key -> keys.add(key.algorithm()));
        }
        return array;
    }

    /** Those that an explanation names. */
    static void add(ArrayNode array, List<ExplainedCertificate> certificates) {
        for (ExplainedCertificate certificate : certificates) {
            one(
                            array,
                            certificate.format(),
                            certificate.fingerprint().orElse(""),
                            certificate.names(),
                            certificate.created(),
                            certificate.usableUntil())
                    .put("usable", certificate.usable())
                    .put("evaluation", certificate.evaluation());
        }
    }

    private static ObjectNode one(
            ArrayNode array,
            String format,
            String fingerprint,
            List<String> names,
            Optional<Instant> created,
            Optional<Instant> until) {
        ObjectNode json =
                array.addObject().put("format", format).put("fingerprint", fingerprint.toLowerCase(Locale.ROOT));
        ArrayNode list = json.putArray("names");
        names.forEach(list::add);
        created.ifPresent(at -> json.put("created", at.toString()));
        until.ifPresent(at -> json.put("usableUntil", at.toString()));
        return json;
    }
}
