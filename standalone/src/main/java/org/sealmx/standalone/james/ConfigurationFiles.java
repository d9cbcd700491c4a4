package org.sealmx.standalone.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.sealmx.cli.OperatorException;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Checks the configuration before James does, since James names neither the file nor the line of an error. */
public final class ConfigurationFiles {

    private static final List<String> NEEDED = List.of(
            "domainlist.xml",
            "extensions.properties",
            "imapserver.xml",
            "jvm.properties",
            "lmtpserver.xml",
            "logback.xml",
            "mailetcontainer.xml",
            "sealmx.properties",
            "usersrepository.xml",
            "webadmin.properties");

    private ConfigurationFiles() {}

    /**
     * @throws OperatorException when a file is missing, which James would silently replace with its own defaults, or is
     *     not well-formed XML
     */
    public static void check(Path conf) throws OperatorException {
        if (!Files.isDirectory(conf)) {
            throw new OperatorException("--conf: there is no folder " + conf);
        }
        String missing = NEEDED.stream()
                .filter(name -> !Files.isReadable(conf.resolve(name)))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new OperatorException("--conf: " + conf + " lacks " + missing + "; copy from james-conf/conf");
        }
        try (Stream<Path> files = Files.list(conf)) {
            List<Path> xml = files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
            for (Path file : xml) {
                requireWellFormed(file);
            }
        } catch (IOException e) {
            throw new OperatorException("--conf: cannot read " + conf + ": " + e.getMessage(), e);
        }
    }

    private static void requireWellFormed(Path file) throws OperatorException, IOException {
        try {
            SAXParserFactory.newInstance().newSAXParser().parse(file.toFile(), new Reader());
        } catch (SAXParseException e) {
            throw new OperatorException(file + ", line " + e.getLineNumber() + ": " + e.getMessage(), e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new OperatorException(file + ": " + e.getMessage(), e);
        }
    }

    private static final class Reader extends DefaultHandler {
        @Override
        public void error(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }
}
