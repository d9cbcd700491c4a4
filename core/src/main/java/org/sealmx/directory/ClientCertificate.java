package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;
import java.time.LocalDate;

/**
 * A client certificate that may be used to submit mail.
 *
 * @param fingerprint of the certificate
 * @param account the owner
 * @param expires the last day, in UTC, on which it is accepted; TLS itself may end sooner
 */
@Immutable
public record ClientCertificate(CertificateFingerprint fingerprint, AccountId account, LocalDate expires) {}
