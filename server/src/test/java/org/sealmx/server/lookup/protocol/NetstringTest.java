package org.sealmx.server.lookup.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetstringTest {

    private static final int MOST = 20;

    private static Optional<String> take(ByteBuf octets) throws MalformedRequestException {
        return Netstring.take(octets, MOST).map(content -> new String(content, UTF_8));
    }

    private static ByteBuf octets(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }

    @Test
    void takeShouldGiveOneAfterTheOther() throws Exception {
        ByteBuf octets = octets("5:hello,0:,3:a,b,2:");

        assertThat(take(octets)).contains("hello");
        assertThat(take(octets)).contains("");
        assertThat(take(octets)).contains("a,b");
        assertThat(take(octets)).isEmpty();
        assertThat(octets.toString(UTF_8)).isEqualTo("2:");
    }

    @Test
    void takeShouldReadNothingUntilAllOfItIsThere() throws Exception {
        String whole = "12:gr\u00fc\u00dfe \u00e4\u00f6,";
        byte[] all = whole.getBytes(UTF_8);
        for (int length = 0; length < all.length; length++) {
            ByteBuf part = Unpooled.wrappedBuffer(all, 0, length);
            assertThat(take(part)).as("%s octets", length).isEmpty();
            assertThat(part.readerIndex()).isZero();
        }
        assertThat(take(Unpooled.wrappedBuffer(all))).contains("gr\u00fc\u00dfe \u00e4\u00f6");
    }

    @Test
    void ofShouldCountOctets() throws Exception {
        assertThat(Netstring.of("\u00e4")).asString(UTF_8).isEqualTo("2:\u00e4,");
        assertThat(take(Unpooled.wrappedBuffer(Netstring.of("OK 1")))).contains("OK 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    21:             | the request is longer than 20 octets
                    99              | the request is longer than 20 octets
                    9999999999      | the request is longer than 20 octets
                    0000000000      | the length of a netstring must not begin with 0
                    05:hello,       | the length of a netstring must not begin with 0
                    :,              | the request must be a netstring: its length, a colon, and the octets
                    -1:,            | the request must be a netstring: its length, a colon, and the octets
                    get alice       | the request must be a netstring: its length, a colon, and the octets
                    5 hello,        | the request must be a netstring: its length, a colon, and the octets
                    5:hello.        | a netstring must end with a comma after its last octet
                    4:hello,        | a netstring must end with a comma after its last octet
                    """)
    void takeShouldSayWhatIsWrongAsSoonAsItIsCertain(String text, String problem) {
        assertThatExceptionOfType(MalformedRequestException.class)
                .isThrownBy(() -> take(octets(text)))
                .withMessage(problem);
    }
}
