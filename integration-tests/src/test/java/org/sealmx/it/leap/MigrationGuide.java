package org.sealmx.it.leap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.ServerPaths;

/** {@code docs/from-leap_mx.md}, whose samples are used as they are, with other folders, ports and servers. */
final class MigrationGuide {

    /** The commands that are not this machine's: systemd's are noted, and the program is the built one. */
    private static final String PROLOGUE = """
            set -euo pipefail
            systemctl() { echo "systemctl $*"; }
            run() { "$JAVA" -Dsealmx.home="$DIST" -cp "$DIST/lib/*" org.sealmx.standalone.Main "$@"; }
            """;

    private final Map<String, String> places = new LinkedHashMap<>();

    /** Uses something else wherever the document has this word or number. */
    void put(String documented, Object here) {
        places.put(documented, here.toString());
    }

    /** The only sample of the guide that contains this text, with the places of the test. */
    String block(String language, String holding) throws IOException {
        return translated(CodeBlocks.inMarkdown(document("from-leap_mx.md"), language, holding));
    }

    /** The mailets of one of the formats in {@code docs/LEAP_MX.md}, in their order. */
    List<String> mailets(String holding) throws IOException {
        return Pattern.compile("(?s)<mailet .*?</mailet>")
                .matcher(CodeBlocks.inMarkdown(document("LEAP_MX.md"), "xml", holding))
                .results()
                .map(match -> match.group())
                .toList();
    }

    /** The settings of one of the formats in {@code docs/LEAP_MX.md}. */
    String settings(String holding) throws IOException {
        return translated(CodeBlocks.inMarkdown(document("LEAP_MX.md"), "properties", holding));
    }

    /** The only sample of commands that contains this text, with the places of the document. */
    static String original(String holding) throws IOException {
        return CodeBlocks.inMarkdown(document("from-leap_mx.md"), "sh", holding);
    }

    /**
     * Runs commands of the document.
     *
     * @param postfix the folder of Postfix' configuration
     * @return what they printed; a command to systemd is a line that begins with {@code systemctl}
     */
    static Command.Result run(Path postfix, String commands) throws IOException, InterruptedException {
        String here = commands.replaceFirst("(?m)^cd /opt/sealmx$", "").replaceAll("(?m)^\\./run\\.sh ", "run ");
        return Command.run(
                "env",
                "MAIL_CONFIG=" + postfix,
                "DIST=" + ServerPaths.dist(),
                "JAVA=" + Path.of(System.getProperty("java.home"), "bin", "java"),
                "bash",
                "-c",
                PROLOGUE + here);
    }

    private String translated(String sample) {
        // the longest first, and all at once, so that nothing is translated twice
        String words = places.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\w.])(?:", ")(?!\\w)"));
        return Pattern.compile(words)
                .matcher(sample)
                .replaceAll(match -> Matcher.quoteReplacement(places.getOrDefault(match.group(), match.group())));
    }

    /** Every sample of commands, so that a test can say that it ran them all. */
    static List<String> allCommands() throws IOException {
        return CodeBlocks.allIn(document("from-leap_mx.md")).stream()
                .filter(block -> block.language().equals("sh"))
                .map(CodeBlocks.Block::text)
                .toList();
    }

    private static Path document(String name) {
        Path file = ServerPaths.root().resolve("docs").resolve(name);
        if (!Files.exists(file)) {
            throw new AssertionError("no " + file);
        }
        return file;
    }
}
