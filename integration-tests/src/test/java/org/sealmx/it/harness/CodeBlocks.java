package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The samples in documents and in Javadoc. */
public final class CodeBlocks {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern JAVADOC = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\}</pre>");

    /**
     * A fenced block of a Markdown file.
     *
     * @param file the file that contains it
     * @param language the word after its fence, such as {@code xml}; empty if there is none
     * @param text the text between the fences
     */
    public record Block(Path file, String language, String text) {

        @Override
        public String toString() {
            return file.getFileName() + ": " + text.lines().findFirst().orElse("");
        }
    }

    private CodeBlocks() {}

    /** Every fenced block of a Markdown file. */
    public static List<Block> allIn(Path file) throws IOException {
        return FENCED.matcher(Files.readString(file))
                .results()
                .map(block -> new Block(file, block.group(1), block.group(2)))
                .toList();
    }

    /**
     * The only fenced block of a Markdown file that contains a text.
     *
     * @throws AssertionError when there is none, or more than one
     */
    public static String inMarkdown(Path file, String language, String holding) throws IOException {
        List<String> blocks = allIn(file).stream()
                .filter(block ->
                        block.language().equals(language) && block.text().contains(holding))
                .map(Block::text)
                .toList();
        if (blocks.size() != 1) {
            throw new AssertionError(
                    file + " has " + blocks.size() + " blocks of '" + language + "' with '" + holding + "'");
        }
        return blocks.get(0);
    }

    /** The samples in the Javadoc of all classes below a folder. */
    public static List<String> inJavadoc(Path sources) throws IOException {
        Stream.Builder<String> samples = Stream.builder();
        for (Path file : WorkFolder.filesBelow(sources).sorted().toList()) {
            JAVADOC.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .map(CodeBlocks::withoutFrame)
                    .forEach(samples);
        }
        return samples.build().toList();
    }

    private static String withoutFrame(String block) {
        return block.replaceFirst("<pre>\\{@code\\n", "")
                .replaceFirst("\\}</pre>", "")
                .replaceAll("(?m)^ \\* ?", "");
    }
}
