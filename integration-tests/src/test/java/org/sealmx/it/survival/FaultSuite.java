package org.sealmx.it.survival;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs every fault against every durable store and prints a row of a table for each; {@code faults.sh} starts it. */
@SuppressWarnings("try") // an interrupted thread ends with the suite
public final class FaultSuite {

    private static final String USAGE = "arguments: MESSAGES SEED FOLDER STORES FAULTS; stores and faults are words"
            + " with commas between them, or all";

    private FaultSuite() {}

    /** The stores, by the words for the command line. */
    enum Kind {
        DATABASE {
            @Override
            DurableStore open() {
                return new DatabaseStore();
            }
        },
        COUCHDB {
            @Override
            DurableStore open() throws Exception {
                return new CouchStore();
            }
        },
        LMTP {
            @Override
            DurableStore open() throws Exception {
                return new DovecotStore(true);
            }
        },
        LMTP_NO_RULE {
            @Override
            DurableStore open() throws Exception {
                return new DovecotStore(false);
            }
        };

        /** A store without mail. */
        abstract DurableStore open() throws Exception;
    }

    /**
     * @param arguments how many messages; a number from which everything random comes; a folder for the logs of rows
     *     that are not as promised; words of {@link Kind} and of {@link Fault}
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 5) {
            System.err.println(USAGE);
            System.exit(2);
        }
        int messages = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        System.out.println(
                "| store | fault | times | in | stored once | bounced | deferred | lost | doubled | plaintext"
                        + " | s |\n|---|---|---|---|---|---|---|---|---|---|---|");
        List<String> broken = new ArrayList<>();
        for (Kind kind : chosen(Kind.class, arguments[3])) {
            for (Fault fault : chosen(Fault.class, arguments[4])) {
                if (!row(kind, fault, messages, seed, Path.of(arguments[2]))) {
                    broken.add(kind + " " + fault);
                }
            }
        }
        System.out.println();
        System.out.println(broken.isEmpty() ? "All as promised." : "Not as promised: " + String.join(", ", broken));
        System.exit(broken.isEmpty() ? 0 : 1);
    }

    private static <E extends Enum<E>> List<E> chosen(Class<E> type, String words) {
        if (words.equals("all")) {
            return List.of(type.getEnumConstants());
        }
        return Arrays.stream(words.split(",", -1))
                .map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
    }

    private static boolean row(Kind kind, Fault fault, int messages, long seed, Path logs) {
        long begin = System.nanoTime();
        String start = kind + " | " + fault.words();
        try {
            DurableStore store = kind.open();
            start = store.name() + " | " + fault.words();
            String obstacle = fault.obstacle(store);
            if (!obstacle.isEmpty()) {
                store.close();
                System.out.println("| " + start + " | left out: " + obstacle + " | | | | | | | | |");
                return true;
            }
            Result result = run(store, fault, messages, seed, logs.resolve(kind + "-" + fault));
            System.out.printf(
                    "| %s | %,d | %s | %d |%s%n",
                    start,
                    result.happened(),
                    result.tally().cells(),
                    (System.nanoTime() - begin) / 1_000_000_000,
                    result.remark());
            return result.asPromised();
        } catch (Exception | AssertionError e) {
            System.out.println("| " + start + " | the suite failed: "
                    + e.toString().lines().findFirst().orElse("") + " | | | | | | | | |");
            e.printStackTrace(System.err);
            return false;
        }
    }

    /**
     * What one fault did.
     *
     * @param fault which one it was
     * @param happened how often it happened
     * @param tally what became of the messages
     * @param mayDouble how many copies too many are allowed
     * @param readable whether the store could be read without a new start of the server
     */
    record Result(Fault fault, int happened, Tally tally, int mayDouble, boolean readable) {

        boolean asPromised() {
            return readable
                    && tally.isAsPromised(mayDouble) && (happened > 0 || fault == Fault.NONE);
        }

        private String remark() {
            if (asPromised()) {
                return "";
            }
            return " not as promised" + (happened > 0 ? "" : "; it did not happen")
                    + (readable ? "" : "; the store could only be read after a new start")
                    + (tally.searched() ? "" : "; the search for plaintext finds nothing")
                    + (tally.bouncedAndStored() == 0 ? "" : "; bounced and stored: " + tally.bouncedAndStored());
        }
    }

    /** Runs one fault against a store, and closes that. */
    static Result run(DurableStore store, Fault fault, int messages, long seed, Path logs) throws Exception {
        try (Scene scene = new Scene(store, fault.needs(), seed)) {
            Thread hook = new Thread(() -> end(scene), "end");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                int happened = fault.happen(scene, messages);
                scene.settle();
                Result result = new Result(
                        fault, happened, scene.tally(), fault.mayDouble(store, happened), !scene.wasRestarted());
                if (!result.asPromised() || result.tally().deferred() > 0) {
                    scene.keepLogs(logs);
                }
                return result;
            } catch (Exception | AssertionError e) {
                scene.keepLogs(logs);
                throw e;
            } finally {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    /** Ends the servers when the suite is interrupted. */
    private static void end(Scene scene) {
        try {
            scene.close();
        } catch (Exception e) {
            throw new IllegalStateException("the servers did not all end", e);
        }
    }
}
