package org.sealmx.standalone.commands;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealmx.standalone.james.Directory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the identity documents are. Filled in by picocli. */
final class DirectoryOption {

    @Option(
            names = "--directory",
            paramLabel = "FILE|URL[,URL]",
            converter = Converter.class,
            description = {
                "Identity documents: a JSON file, or CouchDB as",
                "http://HOST:PORT or https://, several nodes of",
                "one cluster separated by commas.",
                "Default: demo accounts, made at the first start:",
                "alice, bob, carol (disabled), dave (no",
                "certificate), erin (expired), team@ (alice, bob)."
            })
    private @Nullable Directory directory;

    /** Empty for the demo accounts. */
    Optional<Directory> directory() {
        return Optional.ofNullable(directory);
    }

    boolean isCouchDb() {
        return directory instanceof Directory.CouchDb;
    }

    /** Reads the value of the option. Its errors never repeat a URL, which may contain a password. */
    static final class Converter implements ITypeConverter<Directory> {

        @Override
        public Directory convert(String value) {
            if (!value.contains("://")) {
                return new Directory.JsonFile(Path.of(value).toAbsolutePath().normalize());
            }
            List<URI> nodes = new ArrayList<>();
            for (String url : value.split(",", -1)) {
                nodes.add(node(url.strip()));
            }
            return new Directory.CouchDb(nodes);
        }

        private static URI node(String url) {
            // before parsing, since a password may have characters that are not valid in a URL
            if (url.replaceFirst("^[^/]*//", "").contains("@")) {
                throw new TypeConversionException("a URL holds no name and password, which everybody on this machine"
                        + " could see; put them into COUCHDB_USER and COUCHDB_PASSWORD, or into a file for"
                        + " --couchdb-credentials");
            }
            try {
                URI uri = new URI(url);
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                boolean http = scheme.equals("http") || scheme.equals("https");
                if (http && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw malformed();
            }
            throw malformed();
        }

        private static TypeConversionException malformed() {
            return new TypeConversionException("takes a JSON file, or CouchDB as http://HOST:PORT or https://HOST:PORT,"
                    + " several nodes separated by commas");
        }
    }
}
