package org.sealmx.standalone;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where {@code --directory} says that the identity documents are. */
sealed interface DirectorySource {

    /** The option. */
    String OPTION = "--directory";

    /** As {@code sealmx.properties} takes it. */
    String property();

    /**
     * A JSON file.
     *
     * @param file absolute
     */
    record JsonFile(Path file) implements DirectorySource {

        @Override
        public String property() {
            return "file://" + file;
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * CouchDB.
     *
     * @param nodes base URLs without credentials
     */
    record CouchDb(List<URI> nodes) implements DirectorySource {

        /** Takes a copy. */
        public CouchDb {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String property() {
            return String.join(",", nodes.stream().map(URI::toString).toList());
        }

        @Override
        public String toString() {
            return "CouchDB "
                    + String.join(", ", nodes.stream().map(URI::toString).toList());
        }
    }

    /**
     * Reads the value of the option.
     *
     * @throws OperatorException when it is neither a path nor a list of URLs; the message does not repeat a URL, which may hold a password
     */
    static DirectorySource parse(String value) throws OperatorException {
        if (!value.contains("://")) {
            return new JsonFile(path(OPTION, value));
        }
        List<URI> nodes = new ArrayList<>();
        for (String url : value.split(",", -1)) {
            nodes.add(node(url.strip()));
        }
        return new CouchDb(nodes);
    }

    /**
     * A path as the operator gave it, made absolute.
     *
     * @throws OperatorException naming the option when it is none
     */
    static Path path(String option, String value) throws OperatorException {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new OperatorException(option + ": '" + value + "' is not a path", e);
        }
    }

    private static URI node(String url) throws OperatorException {
        // before it is parsed: a password may have characters that no URL has
        if (url.replaceFirst("^[^/]*//", "").contains("@")) {
            throw new OperatorException(OPTION + ": a URL holds no name and password, which everybody on this machine"
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

    private static OperatorException malformed() {
        return new OperatorException(OPTION + " takes a JSON file, or CouchDB as http://HOST:PORT or https://HOST:PORT,"
                + " several nodes separated by commas");
    }
}
