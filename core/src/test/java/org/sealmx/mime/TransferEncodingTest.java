package org.sealmx.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.octets.OctetText;

/** How bodies of parts are decoded. */
class TransferEncodingTest {

    private static String decoded(TransferEncoding encoding, String body) throws IOException {
        return OctetText.text(encoding.decode(OctetText.open(body)).readAllBytes());
    }

    private static Optional<TransferEncoding> of(String... values) {
        return TransferEncoding.of(Stream.of(values)
                .map(value -> HeaderField.of("Content-Transfer-Encoding:" + value + "\r\n"))
                .toList());
    }

    @Test
    void ofShouldKnowTheEncodingsOfTheRfc() {
        assertThat(TransferEncoding.of(List.of())).contains(TransferEncoding.NONE);
        assertThat(of(" 7bit")).contains(TransferEncoding.NONE);
        assertThat(of("\r\n BINARY ", " 8bit")).contains(TransferEncoding.NONE);
        assertThat(of("Base64")).contains(TransferEncoding.BASE64);
        assertThat(of(" quoted-printable")).contains(TransferEncoding.QUOTED_PRINTABLE);
        assertThat(of(" uuencode")).isEmpty();
        assertThat(of("")).isEmpty();
        assertThat(of(" base64", " 7bit")).isEmpty();
    }

    @Test
    void decodeShouldGiveTheContent() throws Exception {
        assertThat(decoded(TransferEncoding.NONE, "a=\r\n")).isEqualTo("a=\r\n");
        assertThat(decoded(TransferEncoding.BASE64, "QUJD\r\n\r\n RA== \r\n\r\n"))
                .isEqualTo("ABCD");
        assertThat(decoded(TransferEncoding.QUOTED_PRINTABLE, "A=42=\r\nC  \r\n=e4=E4\n"))
                .isEqualTo("ABC\r\n\u00e4\u00e4\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUJ", "QUJD\r\nRA==\r\nQUJD", "QU JD", "QU!D", "in the clear", "RA=A", "\u00e4UJD"})
    void decodeShouldRefuseWhatIsNotBase64(String body) {
        assertThatThrownBy(() -> decoded(TransferEncoding.BASE64, body)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=4", "=4 ", "=4G", "a==41", "=\r="})
    void decodeShouldRefuseWhatIsNotQuotedPrintable(String body) {
        assertThatThrownBy(() -> decoded(TransferEncoding.QUOTED_PRINTABLE, body))
                .isInstanceOf(IOException.class);
    }
}
