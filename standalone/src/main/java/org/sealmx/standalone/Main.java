package org.sealmx.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Runs James with SealMX in it. {@code --help} says how. */
public final class Main {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Console console;
    private final Shutdown shutdown;

    private Main(Console console, Shutdown shutdown) {
        this.console = console;
        this.shutdown = shutdown;
    }

    /**
     * Ends with 0, with 2 for a command line that cannot be meant, or with 1 when something else went wrong. The command {@code check} ends
     * with 1 when something is wrong with the directory, with 2 when that cannot be said, and with 3 when a certificate expires soon.
     */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, System.err);
        Shutdown shutdown = new Shutdown(console);
        int status;
        try {
            Options options = CommandLine.parse(arguments);
            status = new Main(console, shutdown).run(options);
        } catch (OperatorException e) {
            console.complain(e, Arrays.asList(arguments).contains("--debug"));
            status = MISUSED;
        }
        shutdown.exit(status);
    }

    private int run(Options options) {
        try {
            switch (options.command()) {
                case HELP -> console.say(help());
                case START -> start(options);
                case DEMO -> demo(options);
                case CHECK -> {
                    return Check.run(options, options.data().orElseGet(Main::defaultData), System.out, System.err);
                }
                case SEND -> new Sending(console).send(options, System.in);
            }
            return 0;
        } catch (OperatorException | IOException | InterruptedException e) {
            console.complain(e, options.debug());
            return options.command() == Options.Command.CHECK ? MISUSED : FAILED;
        }
    }

    private void start(Options options) throws OperatorException, IOException, InterruptedException {
        Path data = options.data().orElseGet(Main::defaultData);
        Instance instance = Instance.start(options, Ports.of(options), data, console, shutdown);
        new Welcome(console).show(instance);
        new CountDownLatch(1).await();
    }

    private void demo(Options options) throws OperatorException, IOException {
        Path own = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("sealmx-demo-" + ProcessHandle.current().pid());
        Path data = options.data().orElse(own);
        Instance instance = Instance.start(options, Ports.freeFor(options), data, console, shutdown);
        new Demo(console).show(instance, instance.demo().orElseThrow());
        if (data.equals(own)) {
            shutdown.deleteAtLast(own);
        }
    }

    private static Path defaultData() {
        return Path.of(System.getProperty("sealmx.data", "run"))
                .toAbsolutePath()
                .normalize();
    }

    private static String help() throws IOException {
        try (InputStream text = Main.class.getResourceAsStream("help.txt")) {
            if (text == null) {
                throw new IOException("help.txt is missing in the jar");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
