package org.sealmx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Somebody in front of the page, who uses the keyboard. For use by one thread. */
final class PageVisit implements AutoCloseable {

    /** Where the pictures for the documents are taken from. */
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Chromium browser = new Chromium(600, 900);
    private final String url;

    PageVisit(int port) throws Exception {
        url = "http://127.0.0.1:" + port + "/";
        browser.call(
                "Page.addScriptToEvaluateOnNewDocument",
                DevTools.parameters()
                        .put(
                                "source",
                                "window.violations = []; document.addEventListener('securitypolicyviolation',"
                                        + " event => violations.push(event.violatedDirective));"));
        browser.open(url);
        browser.await("document.getElementById('login') && !document.getElementById('login').hidden");
    }

    Chromium browser() {
        return browser;
    }

    /** Moves the focus with Tab until it is on the element. */
    void tabTo(String id) throws IOException, InterruptedException {
        tabToWhatMatches("#" + id);
    }

    /** Moves the focus with Tab until it is on the button that sends the form. */
    void tabToButtonOf(String form) throws IOException, InterruptedException {
        tabToWhatMatches("#" + form + " button[type=submit]");
    }

    private void tabToWhatMatches(String selector) throws IOException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            if (browser.run("document.activeElement.matches('" + selector + "')")
                    .asBoolean()) {
                return;
            }
            browser.press("Tab");
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    /** Signs in with the keyboard. */
    void signIn(String address, String password) throws Exception {
        tabTo("user");
        browser.type(address);
        browser.press("Tab");
        assertThat(browser.run("document.activeElement.id").asText()).isEqualTo("password");
        browser.type(password);
        tabToButtonOf("login-form");
        browser.press("Enter");
        browser.await("!document.getElementById('account').hidden || document.getElementById('alert').textContent");
    }

    /** Hands a file in with the keyboard; the dialogue of the browser is left out. */
    void upload(Path file) throws Exception {
        browser.run("document.getElementById('upload-result').replaceChildren()");
        tabTo("file");
        browser.choose("file", file);
        tabToButtonOf("upload-form");
        browser.press("Enter");
        browser.await("/taken/.test(document.getElementById('upload-result').textContent)"
                + " || document.querySelector('#upload-result .bad')");
    }

    /** The visible text of an element. */
    String text(String id) throws IOException, InterruptedException {
        return browser.run("document.getElementById('" + id + "').innerText").asText();
    }

    /** Waits until an element has a text. */
    void awaitText(String id, String text) throws Exception {
        browser.await("document.getElementById('" + id + "').innerText.includes('" + text + "')");
    }

    boolean isShown(String id) throws IOException, InterruptedException {
        return !browser.run("document.getElementById('" + id + "').hidden").asBoolean();
    }

    void picture(String name) throws IOException, InterruptedException {
        browser.screenshot(PICTURES.resolve(name + ".png"));
    }

    /** Every field and button has a name that a screen reader reads, and nothing has two with one name. */
    void requireNames() throws IOException, InterruptedException {
        JsonNode tree = browser.call("Accessibility.getFullAXTree", DevTools.parameters())
                .path("nodes");
        List<String> roles = List.of("textbox", "button", "checkbox", "region", "heading");
        for (JsonNode node : tree) {
            String role = node.path("role").path("value").asText();
            if (!node.path("ignored").asBoolean() && roles.contains(role)) {
                assertThat(node.path("name").path("value").asText()).as(role).isNotBlank();
            }
        }
        assertThat(browser.run("document.documentElement.lang").asText()).isEqualTo("en");
    }

    /** Nothing is wider than a window of 320 pixels (WCAG 2.2, 1.4.10). */
    void requireNarrow() throws IOException, InterruptedException {
        browser.resize(320, 640);
        assertThat(browser.run("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(320);
        browser.resize(600, 900);
    }

    /** Nothing was loaded from elsewhere, no rule of the content security policy was broken, and no script failed. */
    void requireClean() throws IOException, InterruptedException {
        assertThat(Stream.of(browser.events("Network.requestWillBeSent"))
                        .flatMap(List::stream)
                        .map(event -> event.path("request").path("url").asText()))
                .isNotEmpty()
                .allMatch(requested -> requested.startsWith(url) || requested.equals("about:blank"));
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.run("violations.length").asInt()).isZero();
        assertThat(browser.run("document.querySelectorAll('img, [onerror], [style], script:not([src])').length")
                        .asInt())
                .isZero();
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }
}
