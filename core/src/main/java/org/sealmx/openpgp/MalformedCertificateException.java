package org.sealmx.openpgp;

/** A text is no certificate that can be evaluated. The message says why in an operator's words and repeats none of it. */
public final class MalformedCertificateException extends Exception {

    private final String problem;

    /** @param problem what is wrong */
    public MalformedCertificateException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** @param problem what is wrong */
    public MalformedCertificateException(String problem, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }
}
