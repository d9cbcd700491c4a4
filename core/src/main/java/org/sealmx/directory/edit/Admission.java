package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/** What came of judging a certificate that somebody handed in. */
@Immutable
public sealed interface Admission {

    /** The certificates in the input, as far as they can be read. */
    List<CertificateSummary> certificates();

    /** The certificates that the directory has for the address, which those in the input replace. */
    List<CertificateSummary> replaces();

    /**
     * The certificates are taken.
     *
     * @param certificates what is taken; at least one
     * @param replaces what the directory has without them; may be empty
     * @param overruled objections that only force has overruled; empty without force
     * @param material what is written into the directory
     */
    @Immutable
    record Taken(
            List<CertificateSummary> certificates,
            List<CertificateSummary> replaces,
            List<Objection> overruled,
            NewMaterial material)
            implements Admission {

        /** Copies the lists. */
        public Taken {
            certificates = List.copyOf(certificates);
            replaces = List.copyOf(replaces);
            overruled = List.copyOf(overruled);
        }

        /** The kinds of the objections that force has overruled, for a record. */
        List<String> overruledWords() {
            return overruled.stream()
                    .map(objection -> objection.reason().word())
                    .toList();
        }
    }

    /**
     * The certificates are not taken, and nothing is changed.
     *
     * @param certificates what could be read of the input; may be empty
     * @param replaces what the directory has; may be empty
     * @param objections why, the most serious first; at least one
     */
    @Immutable
    record Refused(List<CertificateSummary> certificates, List<CertificateSummary> replaces, List<Objection> objections)
            implements Admission {

        /** @throws IllegalArgumentException when there is no objection */
        public Refused {
            certificates = List.copyOf(certificates);
            replaces = List.copyOf(replaces);
            objections = List.copyOf(objections);
            if (objections.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }

        /** A refusal of an input in which nothing could be read. */
        static Refused because(Objection objection) {
            return new Refused(List.of(), List.of(), List.of(objection));
        }

        /** Whether the same input would be taken with force. */
        public boolean forceWouldHelp() {
            return objections.stream().allMatch(Objection::overrulable);
        }
    }
}
