package org.sealmx.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the page keep the rules that the content security policy and people need. */
class PageFilesTest {

    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{3,6});");
    private static final double ENOUGH = 4.5;

    private static String read(String path) {
        return new String(new StaticFiles().find(path).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    @Test
    void htmlShouldHaveNoScriptOrStyleInlineAndNothingFromElsewhere() {
        assertThat(read("/"))
                .doesNotContainPattern("<script(?! src=\"page\\.js\")")
                .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:")
                .doesNotContainPattern("(src|href)=\"(?!page\\.)");
        assertThat(read("/page.css")).doesNotContain("@import", "url(");
        assertThat(read("/page.svg")).doesNotContain("<script", "href");
    }

    /** What makes HTML of text. */
    @Test
    void scriptShouldPutTextsIntoThePageAsTextOnly() {
        assertThat(read("/page.js"))
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment")
                .doesNotContainPattern("DOMParser|\\beval\\b|new Function|setHTML|srcdoc|javascript:");
    }

    /** Every request of the script goes to a path of ours. */
    @Test
    void scriptShouldAskOnlyThisServer() {
        assertThat(read("/page.js")).doesNotContainPattern("https?://|//[a-z]+\\.");
    }

    @Test
    void everyLabelShouldHaveItsField() {
        String html = read("/");
        Matcher labels = Pattern.compile("for=\"([a-z-]+)\"").matcher(html);
        assertThat(labels.results().map(label -> label.group(1)))
                .isNotEmpty()
                .allMatch(id -> html.contains("id=\"" + id + "\""));
        long fields = Pattern.compile("<input ").matcher(html).results().count();
        assertThat(Pattern.compile("<label for=").matcher(html).results().count())
                .isEqualTo(fields);
    }

    /** WCAG 2.2, 1.4.3, in both colour schemes. */
    @Test
    void textShouldHaveEnoughContrast() {
        String[] schemes = read("/page.css").split("prefers-color-scheme: dark", 2);
        for (String scheme : List.of(schemes[0], schemes[1])) {
            Map<String, String> colours = new HashMap<>();
            COLOUR.matcher(scheme).results().forEach(found -> colours.putIfAbsent(found.group(1), found.group(2)));
            for (String back : List.of("back", "panel")) {
                for (String text : List.of("text", "quiet", "good", "bad", "accent")) {
                    assertThat(contrast(colour(colours, text), colour(colours, back)))
                            .as(text + " on " + back)
                            .isGreaterThanOrEqualTo(ENOUGH);
                }
            }
            assertThat(contrast(colour(colours, "on-accent"), colour(colours, "accent")))
                    .isGreaterThanOrEqualTo(ENOUGH);
        }
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        String six = colour.length() == 3 ? colour.replaceAll("(.)", "$1$1") : colour;
        double[] parts = Stream.of(six.substring(0, 2), six.substring(2, 4), six.substring(4))
                .mapToDouble(part -> Integer.parseInt(part, 16) / 255.0)
                .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
                .toArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static String colour(Map<String, String> colours, String name) {
        return Objects.requireNonNull(colours.get(name), name);
    }
}
