package org.sealmx.directory.file;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealmx.openpgp.CertificateEvaluation;
import org.sealmx.openpgp.CertificateSource;

/** Certificates that are read when they are first needed: most keys of a large directory are not, between two reloads. */
final class LazyCertificates implements CertificateSource {

    private final List<String> material;
    private final Function<List<String>, CertificateSource> reader;
    private volatile @Nullable CertificateSource read;

    LazyCertificates(List<String> material, Function<List<String>, CertificateSource> reader) {
        this.material = material;
        this.reader = reader;
    }

    /** What the certificates are read from; always the same instance. */
    List<String> material() {
        return material;
    }

    @Override
    public CertificateEvaluation evaluate(Instant at) {
        return source().evaluate(at);
    }

    private CertificateSource source() {
        CertificateSource known = read;
        if (known == null) {
            // Two threads may both come here: they read the same, and reading is not worth a lock.
            known = reader.apply(material);
            read = known;
        }
        return known;
    }
}
