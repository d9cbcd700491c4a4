package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;

/**
 * Why a certificate is not taken.
 *
 * @param reason the kind, for programs
 * @param words a sentence for people, which repeats nothing of the input but fingerprints
 */
@Immutable
public record Objection(Reason reason, String words) {

    /** The kinds of objections. */
    public enum Reason {
        /** The input is not a certificate, is too large, or has something else in it. */
        UNREADABLE(false),
        /** No mail can be encrypted to the certificate: it has expired, is revoked or too weak, and so on. */
        UNUSABLE(false),
        /** The directory has no identity that the certificate could be written into, or several. */
        ADDRESS(false),
        /** The identity cannot be changed as it is now: it is broken, or in conflict. */
        DOCUMENT(false),
        /** A trial message could not be sealed. */
        TRIAL(false),
        /** The input has a secret key. Force takes its public part, and nothing else is written anywhere. */
        SECRET_KEY(true),
        /** No name in a certificate is the address. */
        OTHER_ADDRESS(true),
        /** The directory holds a revocation of the certificate that the input lacks. */
        LOSES_REVOCATION(true),
        /** The encryption is weaker than with the certificates in the directory, or than the input is meant for. */
        WEAKER(true),
        /** A subkey that mail is encrypted to, or one of several certificates, is missing from the input. */
        LOSES_KEY(true);

        private final boolean overrulable;

        Reason(boolean overrulable) {
            this.overrulable = overrulable;
        }

        /** The kind in one word, as records have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether force overrules it. */
    public boolean overrulable() {
        return reason.overrulable;
    }
}
