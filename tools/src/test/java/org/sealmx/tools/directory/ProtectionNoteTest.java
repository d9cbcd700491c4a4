package org.sealmx.tools.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.edit.CertificateSummary;
import org.sealmx.directory.edit.CertificateSummary.Kind;

class ProtectionNoteTest {

    private static final CertificateSummary.Key CLASSICAL = new CertificateSummary.Key("a1", "X25519", 128, false);
    private static final CertificateSummary.Key POST_QUANTUM =
            new CertificateSummary.Key("a2", "ML-KEM-768+X25519", 192, true);

    private static CertificateSummary certificate(boolean usable, CertificateSummary.Key... keys) {
        return new CertificateSummary(
                Kind.OPENPGP, "ab", List.of(), Optional.empty(), usable, Optional.empty(), "", List.of(keys));
    }

    @Test
    void noteShouldSayWhoCannotOpenTheMail() {
        assertThat(ProtectionNote.of(List.of(certificate(true, CLASSICAL, POST_QUANTUM), certificate(false))))
                .hasValueSatisfying(note -> assertThat(note).contains("to the post-quantum keys alone"));
    }

    @Test
    void noteShouldSayThatAnotherCertificateUndoesTheProtection() {
        assertThat(ProtectionNote.of(List.of(certificate(true, POST_QUANTUM), certificate(true, CLASSICAL))))
                .hasValueSatisfying(note -> assertThat(note).contains("not protected"));
    }

    @Test
    void nothingShouldBeSaidAboutClassicalCertificates() {
        assertThat(ProtectionNote.of(List.of(certificate(true, CLASSICAL)))).isEmpty();
        assertThat(ProtectionNote.of(List.of())).isEmpty();
    }
}
