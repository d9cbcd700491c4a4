package org.sealmx.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Gives a target an input again for which a property did not hold: from the file of a finding, or made again from its
 * seed.
 */
public final class Replay {

    /** The system property that names the input. */
    public static final String PROPERTY = "sealmx.fuzz.replay";

    private static final String USAGE = PROPERTY
            + " must name a file of a finding, for example target/fuzz/sealer-1a2b.bin, or a target and a seed,"
            + " for example sealer:42 (found \"%s\")";

    private Replay() {}

    /**
     * Gives the input to the target.
     *
     * @param what the path of a file whose name begins with the name of a target and a hyphen; or the name of a target,
     *     a colon and a seed
     * @return a report in one line
     * @throws IllegalArgumentException when there is no such file or target
     * @throws Exception what the target throws, or an {@link AssertionError}
     */
    public static String of(String what, List<FuzzTarget> targets) throws Exception {
        Path file = Path.of(what);
        String name = String.valueOf(file.getFileName());
        for (FuzzTarget target : targets) {
            if (what.startsWith(target.name() + ":")) {
                return run(target, made(target, what));
            }
            if (name.startsWith(target.name() + "-") && Files.isRegularFile(file)) {
                return run(target, Files.readAllBytes(file));
            }
        }
        throw new IllegalArgumentException(USAGE.formatted(what));
    }

    private static byte[] made(FuzzTarget target, String what) {
        try {
            return target.input(
                    new Random(Long.parseLong(what.substring(target.name().length() + 1))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(USAGE.formatted(what), e);
        }
    }

    private static String run(FuzzTarget target, byte[] input) throws Exception {
        target.run(input).verify();
        return target.name() + " took " + input.length + " octets again, and everything holds";
    }
}
