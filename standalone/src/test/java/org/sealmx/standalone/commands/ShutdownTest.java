package org.sealmx.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.cli.Console;

/** What scripts see of a command that a signal ends, in a process of its own. */
class ShutdownTest {

    /** Waits for a signal, as a server if it is told to. */
    static final class Waiting {

        private Waiting() {}

        /** Says that it is ready, and waits. */
        public static void main(String[] words) throws InterruptedException {
            Shutdown shutdown = new Shutdown(new Console(System.out, System.err)).atTheEnd();
            if (words[0].equals("server")) {
                shutdown.endsBySignal();
            }
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "check,  INT,  130",
        "check,  TERM, 143",
        "check,  HUP,  129",
        "server, INT,  0",
        "server, TERM, 0",
        "server, HUP,  0"
    })
    void onlyAServerShouldEndWellBySignal(String command, String signal, int code) throws Exception {
        // a shell may have had signals ignored, which would be inherited
        Process process = new ProcessBuilder(
                        "env",
                        "--default-signal=INT,TERM,HUP",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName(),
                        command)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines().anyMatch("ready"::equals)).isTrue();
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(process.waitFor()).isEqualTo(code);
        } finally {
            process.destroyForcibly();
        }
    }
}
