package org.sealmx.certificate;

import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;

/**
 * A text is not a certificate that can be evaluated. The message tells the operator why and repeats none of the text.
 */
public final class MalformedCertificateException extends Exception {

    private final String problem;
    private final transient CertificateEvaluation evaluation;

    /** @param problem what is wrong */
    public MalformedCertificateException(String problem) {
        super(problem);
        this.problem = problem;
        this.evaluation = new Malformed(problem);
    }

    /** @param problem what is wrong */
    public MalformedCertificateException(String problem, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
        this.evaluation = new Malformed(problem);
    }

    private MalformedCertificateException(SecretKey secretKey) {
        super(secretKey.describe());
        this.problem = secretKey.describe();
        this.evaluation = secretKey;
    }

    /** There is a secret key where a certificate is expected. */
    public static MalformedCertificateException secretKey(SecretKey.Kind kind) {
        return new MalformedCertificateException(new SecretKey(kind));
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** What is wrong, as an evaluation. */
    public CertificateEvaluation evaluation() {
        return evaluation;
    }
}
