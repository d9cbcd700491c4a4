package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.smtp.EmailAddress;

/** Decides whether a certificate that somebody hands in is taken for an address. */
@ThreadSafe
public interface CertificateAdmission {

    /** The largest input, in octets: room for four signatures by SLH-DSA-SHAKE-256s (RFC 9980), in armor. */
    int MAX_OCTETS = 256 * 1024;

    /**
     * Judges an input: it is read, compared with the certificates that the directory has for the address, and a trial
     * message is sealed to it. Nothing is changed.
     *
     * @param address whose mail is to be sealed to the certificate; one address of ours, letter case does not matter
     * @param octets one or more OpenPGP certificates, armored or binary, or one or more X.509 certificates, in PEM or
     *     one in DER; anything else, and more than {@value #MAX_OCTETS} octets, is refused
     * @param force whether objections that can be overruled are
     * @return what would be taken, or why nothing is; no text in it repeats the input, except the names of certificates
     * @throws DirectoryUnavailableException when the directory cannot say what it has for the address
     */
    Admission judge(EmailAddress address, byte[] octets, boolean force) throws DirectoryUnavailableException;
}
