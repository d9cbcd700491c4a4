package org.sealmx.it.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.WorkFolder;

/** A headless Chromium with one page. Closing this ends it. For use by one thread. */
final class Chromium implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");

    private final WorkFolder folder = new WorkFolder("chromium");
    private final Process process;
    private final DevTools tools;
    private final String session;

    Chromium(int width, int height) throws Exception {
        Path log = folder.resolve("log");
        List<String> words = new ArrayList<>(List.of(
                "chromium-headless-shell",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("profile"),
                "--no-first-run",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=en-GB",
                // the sandbox of Chromium needs a user who is not root
                "--no-sandbox",
                "about:blank"));
        process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            tools = DevTools.connect(URI.create(address(log)));
            String target = tools.call(
                            "", "Target.createTarget", DevTools.parameters().put("url", "about:blank"))
                    .path("targetId")
                    .asText();
            session = tools.call(
                            "",
                            "Target.attachToTarget",
                            DevTools.parameters().put("targetId", target).put("flatten", true))
                    .path("sessionId")
                    .asText();
            for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM", "Accessibility")) {
                call(domain + ".enable", DevTools.parameters());
            }
            resize(width, height);
        } catch (Exception | AssertionError e) {
            end();
            throw e;
        }
    }

    private String address(Path log) throws Exception {
        List<String> found = new ArrayList<>();
        Await.until("Chromium to listen", LIMIT, () -> {
            Matcher line = LISTENING.matcher(Files.readString(log));
            if (!process.isAlive()) {
                throw new IOException("Chromium has ended: " + Files.readString(log));
            }
            if (line.find()) {
                found.add(line.group(1));
            }
            return !found.isEmpty();
        });
        return found.get(0);
    }

    JsonNode call(String method, ObjectNode parameters) throws IOException, InterruptedException {
        return tools.call(session, method, parameters);
    }

    List<JsonNode> events(String method) {
        return tools.events(method);
    }

    /** Sets the size of the window in CSS pixels. */
    void resize(int width, int height) throws IOException, InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                DevTools.parameters()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** Prefers dark or light colours. */
    void dark(boolean dark) throws IOException, InterruptedException {
        ObjectNode parameters = DevTools.parameters();
        parameters
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", parameters);
    }

    void open(String url) throws IOException, InterruptedException {
        call("Page.navigate", DevTools.parameters().put("url", url));
    }

    /** What a script returns; a promise is waited for. */
    JsonNode run(String script) throws IOException, InterruptedException {
        JsonNode result = call(
                "Runtime.evaluate",
                DevTools.parameters()
                        .put("expression", script)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(script + ": " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits until a script returns true. */
    void await(String script) throws Exception {
        Await.until(script, LIMIT, () -> run("Boolean(" + script + ")").asBoolean());
    }

    /** Presses a key that moves or acts: Tab, Enter, Space. */
    void press(String key) throws IOException, InterruptedException {
        ObjectNode event = DevTools.parameters()
                .put("key", key.equals("Space") ? " " : key)
                .put("code", key);
        int code = List.of("Tab", "Enter", "Space").indexOf(key);
        event.put("windowsVirtualKeyCode", List.of(9, 13, 32).get(code));
        if (!key.equals("Tab")) {
            event.put("text", key.equals("Enter") ? "\r" : " ");
        }
        call("Input.dispatchKeyEvent", event.deepCopy().put("type", key.equals("Tab") ? "rawKeyDown" : "keyDown"));
        event.remove("text");
        call("Input.dispatchKeyEvent", event.put("type", "keyUp"));
    }

    /** Types a text into what has the focus. */
    void type(String text) throws IOException, InterruptedException {
        call("Input.insertText", DevTools.parameters().put("text", text));
    }

    /** Chooses a file in an input, as the dialogue of the browser does. */
    void choose(String id, Path file) throws IOException, InterruptedException {
        String object = call(
                        "Runtime.evaluate",
                        DevTools.parameters().put("expression", "document.getElementById('" + id + "')"))
                .path("result")
                .path("objectId")
                .asText();
        ObjectNode parameters = DevTools.parameters().put("objectId", object);
        parameters.putArray("files").add(file.toString());
        call("DOM.setFileInputFiles", parameters);
    }

    /** A PNG of the whole page. */
    void screenshot(Path file) throws IOException, InterruptedException {
        // what has just changed is not drawn before the next frame
        run("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() => true)");
        String data = call(
                        "Page.captureScreenshot",
                        DevTools.parameters().put("format", "png").put("captureBeyondViewport", true))
                .path("data")
                .asText();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** The program that Debian installs is a script, and the browser a child process of it. */
    private void end() throws IOException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(10, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                one.destroyForcibly();
            } catch (ExecutionException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                one.destroyForcibly();
            }
        }
        folder.close();
    }

    @Override
    public void close() throws IOException {
        tools.close();
        end();
    }
}
