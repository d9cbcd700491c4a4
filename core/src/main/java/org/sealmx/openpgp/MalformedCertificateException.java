package org.sealmx.openpgp;

/** A text is no certificate that can be evaluated. The message says why in an operator's words and repeats none of it. */
final class MalformedCertificateException extends Exception {

    private final String problem;

    MalformedCertificateException(String problem) {
        super(problem);
        this.problem = problem;
    }

    MalformedCertificateException(String problem, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
    }

    /** What is wrong. */
    String problem() {
        return problem;
    }
}
