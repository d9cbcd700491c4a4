package org.sealmx.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sealmx.it.harness.Await;

/** A running Thunderbird without a screen. Ended when closed. */
final class ThunderbirdProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Marionette marionette;

    private ThunderbirdProcess(Process process, Marionette marionette) {
        this.process = process;
        this.marionette = marionette;
    }

    /** Starts it with a new profile and waits until it listens. */
    static ThunderbirdProcess start(Surroundings surroundings) throws Exception {
        Path profile = surroundings.folder("profile");
        ThunderbirdProfile.write(profile);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "thunderbird",
                "--headless",
                "--marionette",
                "--remote-allow-system-access",
                "--no-remote",
                "--profile",
                profile.toString()));
        builder.environment().put("HOME", surroundings.home().path().toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(surroundings.home().resolve("console").toFile())
                .start();
        try {
            Path port = profile.resolve("MarionetteActivePort");
            String number = Await.value("Thunderbird's port", LIMIT, () -> content(port));
            return new ThunderbirdProcess(process, Marionette.connect(Integer.parseInt(number)));
        } catch (Exception | AssertionError e) {
            kill(process);
            throw e;
        }
    }

    private static Optional<String> content(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(Files.readString(file)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** The connection to it. */
    Marionette marionette() {
        return marionette;
    }

    @Override
    public void close() throws IOException {
        try (marionette) {
            marionette.quit();
            process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill(process);
        }
    }

    /** Kills the process and those that it has started. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
