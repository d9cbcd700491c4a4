package org.sealmx.standalone.james;

import com.google.errorprone.annotations.Immutable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where the identity documents are. */
@Immutable
public sealed interface Directory {

    /** The value for {@code sealmx.properties}. */
    String property();

    /**
     * A JSON file.
     *
     * @param file absolute
     */
    @Immutable
    record JsonFile(Path file) implements Directory {

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
    @Immutable
    record CouchDb(List<URI> nodes) implements Directory {

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
}
