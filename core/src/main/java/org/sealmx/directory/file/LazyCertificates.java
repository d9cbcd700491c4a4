package org.sealmx.directory.file;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.concurrent.LazyInit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.smtp.EmailAddress;

/**
 * Certificates that are read when they are first needed: between two reloads, most keys of a large directory are not.
 */
@Immutable
final class LazyCertificates implements CertificateSource {

    private final CertificateMaterial material;
    private final MaterialReader reader;

    @LazyInit
    private volatile @Nullable CertificateSource read;

    LazyCertificates(CertificateMaterial material, MaterialReader reader) {
        this.material = material;
        this.reader = reader;
    }

    /** The material from which the certificates are read; always the same instance. */
    CertificateMaterial material() {
        return material;
    }

    @Override
    public CertificateEvaluation evaluate(Instant at) {
        return source().evaluate(at);
    }

    @Override
    public Optional<Instant> nextChange(Instant after) {
        return source().nextChange(after);
    }

    @Override
    public boolean namesOthers(Predicate<EmailAddress> owns) {
        return source().namesOthers(owns);
    }

    @Override
    public CertificateSource ownedBy(Predicate<EmailAddress> owns) {
        return source().ownedBy(owns);
    }

    @Override
    public List<String> remarks() {
        return source().remarks();
    }

    private CertificateSource source() {
        CertificateSource known = read;
        if (known == null) {
            // Two threads may both get here. They read the same, and a read is too cheap for a lock.
            known = reader.read(material);
            read = known;
        }
        return known;
    }
}
