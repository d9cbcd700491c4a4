package org.sealmx.it.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealmx.it.harness.CodeBlocks;

/** The documents and the shipped configuration. */
final class Repository {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();
    private static final Pattern PROPERTY = Pattern.compile("(?m)^#?([a-z]+(?:[-.][a-z]+)*)=(.*)$");

    private Repository() {}

    /** All files below a folder whose names end like this, or the one file itself. */
    static List<Path> files(String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(below))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/node_modules/"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** All documents: those in the root folder, and all below {@code docs}. */
    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(files("docs", ".md"));
        try (Stream<Path> files = Files.list(ROOT)) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    /** All fenced blocks of all documents. */
    static List<CodeBlocks.Block> blocks() throws IOException {
        List<CodeBlocks.Block> blocks = new ArrayList<>();
        for (Path document : documents()) {
            blocks.addAll(CodeBlocks.allIn(document));
        }
        return blocks;
    }

    /** The shipped XML files, by the names of their root elements. */
    static Map<String, Element> shippedXml() throws IOException {
        Map<String, Element> shipped = new TreeMap<>();
        for (Path file : files("james-conf/conf", ".xml")) {
            Element root = Element.parseAll(Files.readString(file)).get(0);
            shipped.put(root.name(), root);
        }
        return shipped;
    }

    /** The keys and values of each shipped properties file, including commented-out defaults. */
    static Map<String, Map<String, String>> shippedProperties() throws IOException {
        Map<String, Map<String, String>> shipped = new TreeMap<>();
        for (Path file : files("james-conf/conf", ".properties")) {
            Map<String, String> keys = new TreeMap<>();
            PROPERTY.matcher(Files.readString(file).replaceAll("\\$\\{sys:[^:}]+:-([^}]*)}", "$1"))
                    .results()
                    .forEach(property -> keys.put(property.group(1), property.group(2)));
            shipped.put(file.getFileName().toString(), keys);
        }
        return shipped;
    }

    /** The path of a file or folder of the repository that a document names. */
    static Path path(String name) {
        return ROOT.resolve(name);
    }
}
