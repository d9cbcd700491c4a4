package org.sealmx.server.lookup.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.server.lookup.table.LookupAnswer;
import org.sealmx.server.lookup.table.LookupTable;

/** Octets at random, and requests with some octets changed: each is a request, part of one, or malformed. */
class RandomRequestsTest {

    private static final int LONGEST = 60;
    private static final int ROUNDS = 50_000;
    private static final LookupTable TABLE = key -> key.hashCode() % 2 == 0
            ? new LookupAnswer.Found(key)
            : new LookupAnswer.NotFound();
    private static final List<String> SEEDS = List.of(
            "25:recipient a@b.example.org,",
            "4:x y,9:recipient,",
            "get a%40example.org\n",
            "get %c3%b6 x\r\nget b\n",
            "0:,",
            "");

    static Stream<LookupProtocol> protocols() {
        return Stream.of(
                new SocketmapProtocol(Map.of("recipient", TABLE, "x", TABLE), LONGEST),
                new TcpTableProtocol("recipient", TABLE, LONGEST));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void everythingShouldBeARequestOrPartOfOneOrMalformed(LookupProtocol protocol) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int answered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets = octets(random);
            try {
                answered += answer(protocol, octets);
            } catch (MalformedRequestException e) {
                assertThat(e.problem()).as("seed %s", seed).matches("[ -~]+");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
        assertThat(answered).as("seed %s", seed).isPositive();
    }

    private static int answer(LookupProtocol protocol, byte[] octets) throws MalformedRequestException {
        ByteBuf input = Unpooled.wrappedBuffer(octets);
        int answered = 0;
        Optional<byte[]> request = protocol.take(input);
        while (request.isPresent()) {
            assertThat(request.get().length).isLessThanOrEqualTo(LONGEST);
            assertThat(protocol.answer(request.get())).isNotEmpty();
            answered++;
            request = protocol.take(input);
        }
        assertThat(input.readableBytes())
                .as("what is kept until the rest comes")
                .isLessThanOrEqualTo(LONGEST + "60:,".length());
        return answered;
    }

    private static byte[] octets(Random random) {
        byte[] octets = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
        if (octets.length == 0 || random.nextInt(4) == 0) {
            octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            return octets;
        }
        for (int change = random.nextInt(4); change > 0; change--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        return octets;
    }
}
