package org.sealmx.server.lookup.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.lookup.table.LookupAnswer;
import org.sealmx.server.lookup.table.LookupTable;

/** What requests and replies look like on the wire. */
class ProtocolsTest {

    private final List<String> asked = new ArrayList<>();

    private final LookupTable table = key -> {
        asked.add(key);
        return switch (key) {
            case "found" -> new LookupAnswer.Found("450 4.7.5 no key");
            case "odd" -> new LookupAnswer.Found("100 % j\u00f6rg");
            case "outage" -> new LookupAnswer.Unavailable("no directory");
            default -> new LookupAnswer.NotFound();
        };
    };
    private final SocketmapProtocol socketmap = new SocketmapProtocol(Map.of("one", table, "two", table), 30);
    private final TcpTableProtocol tcp = new TcpTableProtocol("one", table, 30);

    private static String answer(LookupProtocol protocol, String request) throws MalformedRequestException {
        return new String(protocol.answer(request.getBytes(ISO_8859_1)), UTF_8);
    }

    @Test
    void socketmapShouldAnswerAsDocumented() throws Exception {
        assertThat(answer(socketmap, "one found")).isEqualTo("19:OK 450 4.7.5 no key,");
        assertThat(answer(socketmap, "two nobody")).isEqualTo("9:NOTFOUND ,");
        assertThat(answer(socketmap, "one outage")).isEqualTo("17:TEMP no directory,");
        assertThat(answer(socketmap, "one odd")).isEqualTo("14:OK 100 % j\u00f6rg,");
        assertThat(new String(socketmap.timedOut(), UTF_8)).isEqualTo("33:TIMEOUT the answer takes too long,");
        assertThat(asked).containsExactly("found", "nobody", "outage", "odd");
    }

    @Test
    void socketmapShouldTakeTheWholeKeyAfterTheFirstSpace() throws Exception {
        answer(socketmap, "one john  smith@example.org");
        answer(socketmap, "one ");
        assertThat(asked).containsExactly("john  smith@example.org", "");
    }

    @Test
    void socketmapShouldNameTheMapsWhenThereIsNoSuch() throws Exception {
        assertThat(answer(socketmap, "three alice")).isEqualTo("53:PERM there is no such map here; the maps are one, two,");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    one          | the request must be the name of a map, a space, and the key
                    ' alice'     | the request must be the name of a map, a space, and the key
                    ''           | the request must be the name of a map, a space, and the key
                    one j\u00f6rg   | the request is not UTF-8
                    \u00ff\u00ff        | the request is not UTF-8
                    """)
    void socketmapShouldSayWhatIsWrong(String request, String problem) {
        assertThatExceptionOfType(MalformedRequestException.class)
                .isThrownBy(() -> answer(socketmap, request))
                .withMessage(problem);
        assertThat(asked).isEmpty();
    }

    @Test
    void tcpTableShouldAnswerAsLeapMx() throws Exception {
        assertThat(answer(tcp, "get found")).isEqualTo("200 450 4.7.5 no key\n");
        assertThat(answer(tcp, "get nobody")).isEqualTo("500 not found\n");
        assertThat(answer(tcp, "get outage")).isEqualTo("400 no directory\n");
        assertThat(answer(tcp, "get odd")).isEqualTo("200 100 %25 j%C3%B6rg\n");
        assertThat(new String(tcp.timedOut(), UTF_8)).isEqualTo("400 the answer takes too long\n");
        assertThat(new String(tcp.malformed("x"), UTF_8)).isEqualTo("400 x\n");
    }

    @Test
    void tcpTableShouldDecodeTheKey() throws Exception {
        answer(tcp, "get j%c3%B6rg%40x%25");
        answer(tcp, "get john%20smith@x\r");
        answer(tcp, "get john smith@x");
        answer(tcp, "get ");
        assertThat(asked).containsExactly("j\u00f6rg@x%", "john smith@x", "john smith@x", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    put a b        | the request must be: get, a space, and the key
                    get            | the request must be: get, a space, and the key
                    ''             | the request must be: get, a space, and the key
                    GET alice      | the request must be: get, a space, and the key
                    get a%         | a % in the key must be followed by two hexadecimal digits
                    get a%4        | a % in the key must be followed by two hexadecimal digits
                    get a%4g       | a % in the key must be followed by two hexadecimal digits
                    get %ff%fe     | the request is not UTF-8
                    get \u00ff        | the request is not UTF-8
                    """)
    void tcpTableShouldSayWhatIsWrong(String request, String problem) {
        assertThatExceptionOfType(MalformedRequestException.class)
                .isThrownBy(() -> answer(tcp, request))
                .withMessage(problem);
        assertThat(asked).isEmpty();
    }

    @Test
    void tcpTableShouldTakeLineByLine() throws Exception {
        ByteBuf octets = Unpooled.copiedBuffer("get a\nget b\nget", UTF_8);

        assertThat(tcp.take(octets).orElseThrow()).asString(UTF_8).isEqualTo("get a");
        assertThat(tcp.take(octets).orElseThrow()).asString(UTF_8).isEqualTo("get b");
        assertThat(tcp.take(octets)).isEmpty();
        assertThat(octets.toString(UTF_8)).isEqualTo("get");
    }

    @Test
    void tcpTableShouldRefuseALineThatIsTooLongBeforeItEnds() throws Exception {
        assertThat(tcp.take(Unpooled.copiedBuffer("x".repeat(30) + "\n", UTF_8))).isPresent();
        for (String tooLong : List.of("x".repeat(31), "x".repeat(31) + "\n")) {
            assertThatExceptionOfType(MalformedRequestException.class)
                    .isThrownBy(() -> tcp.take(Unpooled.copiedBuffer(tooLong, UTF_8)))
                    .withMessage("the request is longer than 30 octets");
        }
    }
}
