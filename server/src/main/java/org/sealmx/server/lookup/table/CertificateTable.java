package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.util.Optional;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.ClientCertificate;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.outage.OutageLog;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client certificates that may submit mail, for {@code relay_clientcerts}. The key is a SHA-1 fingerprint
 * ({@code smtpd_tls_fingerprint_digest = sha1}); the value is the fingerprint in lower case with colons, a space, and
 * the last day {@code yyyy-mm-dd}.
 */
@ThreadSafe
public final class CertificateTable implements LookupTable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CertificateTable.class);

    private final ClientCertificates certificates;
    private final Clock clock;
    private final OutageLog outages;

    /**
     * @param certificates those of the directory
     * @param clock gives the instant at which a certificate is used
     */
    public CertificateTable(ClientCertificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
        this.outages = new OutageLog(
                LOGGER, "Client certificates cannot be looked up", "Client certificates are looked up again", clock::millis);
    }

    @Override
    public LookupAnswer find(String key) {
        return CertificateFingerprint.parse(key).map(this::answer).orElseGet(LookupAnswer.NotFound::new);
    }

    private LookupAnswer answer(CertificateFingerprint fingerprint) {
        try {
            Optional<ClientCertificate> found = certificates.find(fingerprint, clock.instant());
            outages.succeeded();
            return found.<LookupAnswer>map(certificate -> new LookupAnswer.Found(
                            certificate.fingerprint().withColons() + " " + certificate.expires()))
                    .orElseGet(LookupAnswer.NotFound::new);
        } catch (DirectoryUnavailableException e) {
            outages.failed("directory", String.valueOf(e.getMessage()));
            return new LookupAnswer.Unavailable(Replies.DIRECTORY_UNAVAILABLE.text());
        }
    }
}
