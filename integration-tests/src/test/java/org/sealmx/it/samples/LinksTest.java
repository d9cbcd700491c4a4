package org.sealmx.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything that a document refers to exists: files, headings, classes. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern CLASS =
            Pattern.compile("`(?:org\\.sealmx\\.[a-z.]+)?([A-Z][a-z]\\w+)(?:\\.\\w+(?:\\(\\))?)?`");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w+)");
    /** Names of classes of Java and James, of header fields, and of what a cookie can have. */
    private static final Set<String> OTHERS = Set.of(
            "AsyncCache",
            "Clock",
            "GaugeRegistry",
            "HealthCheck",
            "Host",
            "HttpOnly",
            "HttpRequestExecutor",
            "KnownImmutable",
            "List",
            "LocalDelivery",
            "MailAddress",
            "MetricFactory",
            "Multibinder",
            "Origin",
            "Received",
            "SameSite",
            "Secure",
            "SecureRandom",
            "Thread",
            "UserDefinedStartable",
            "UsersRepository");

    @Test
    void linksShouldLeadToFilesAndHeadings() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : Repository.documents()) {
            Matcher link = LINK.matcher(withoutBlocks(document));
            while (link.find()) {
                Path target = link.group(1).isEmpty()
                        ? document
                        : document.resolveSibling(link.group(1)).normalize();
                String heading = link.group(2);
                if (!Files.exists(target)
                        || (heading != null && !anchors(target).contains(heading))) {
                    broken.add(document.getFileName() + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void namedClassesShouldExist() throws IOException {
        Set<String> classes = new TreeSet<>(OTHERS);
        List<Path> sources = new ArrayList<>(Repository.files("", ".java"));
        // and the classes that documents show
        sources.addAll(Repository.documents());
        for (Path file : sources) {
            TYPE.matcher(Files.readString(file)).results().forEach(type -> classes.add(type.group(1)));
        }
        List<String> missing = new ArrayList<>();
        for (Path document : Repository.files("docs", ".md")) {
            CLASS.matcher(withoutBlocks(document))
                    .results()
                    .filter(name -> !classes.contains(name.group(1)))
                    .forEach(name -> missing.add(document.getFileName() + ": " + name.group(1)));
        }
        assertThat(missing).isEmpty();
    }

    private static String withoutBlocks(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?ms)^```.*?^```$", "");
    }

    /** The anchors of the headings, as GitHub and others derive them. */
    private static List<String> anchors(Path document) throws IOException {
        return withoutBlocks(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
