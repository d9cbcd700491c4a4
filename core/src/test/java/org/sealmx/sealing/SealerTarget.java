package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import org.sealmx.fuzz.FuzzTarget;
import org.sealmx.fuzz.Mutator;

/** The MIME splitter and the sealer: any message is sealed, and opens to what it was. */
public final class SealerTarget implements FuzzTarget {

    static final Mutator MUTATOR = new Mutator(List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            " ",
            "\t",
            "\0",
            ":",
            ";",
            "\"",
            "(",
            "\\",
            "--",
            "From: ",
            "To:",
            "List-",
            "\r\n ",
            "Subject:",
            "Content-Type: text/plain",
            "\r\nContent-Type: multipart/mixed; boundary=",
            "HP-Outer: ",
            "hp=\"clear\"",
            "Content-Transfer-Encoding: 8bit",
            "Version: 1",
            "-----BEGIN PGP MESSAGE-----",
            "-----END PGP MESSAGE-----\r\n",
            "--b 1",
            "AAAA",
            "canary0123456789abcdef",
            "\u00e4"));

    @Override
    public String name() {
        return "sealer";
    }

    @Override
    public byte[] input(Random random) {
        byte[] message = RandomMessages.next(random).getBytes(ISO_8859_1);
        byte[] other = RandomMessages.next(random).getBytes(ISO_8859_1);
        return random.nextInt(6) == 0 ? message : MUTATOR.mutate(message, other, random);
    }

    @Override
    public Check run(byte[] input) throws Exception {
        return FuzzedMail.seal(input, input.length);
    }

    @Override
    public AllocationLimit limit() {
        return new AllocationLimit(4L << 20, 256);
    }
}
