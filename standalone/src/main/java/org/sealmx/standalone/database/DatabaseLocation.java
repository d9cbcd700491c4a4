package org.sealmx.standalone.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sealmx.cli.OperatorException;

/** Where a database is. Immutable. */
public sealed interface DatabaseLocation {

    /**
     * One of our own, in a folder.
     *
     * @param folder absolute; nothing else is in it
     */
    record Embedded(Path folder) implements DatabaseLocation {

        /** The folder that everything is in. */
        public Path database() {
            return folder.resolve("mail");
        }

        /**
         * For a folder whose mail is in the database already.
         *
         * @throws OperatorException when the database is not there
         */
        public void requirePresent() throws OperatorException {
            if (!Files.exists(database())) {
                throw new OperatorException("--data: the mailboxes' folder " + database()
                        + " is missing; put it back, or name a new folder to begin without mail");
            }
        }

        /** For the operator. */
        @Override
        public String toString() {
            return database().toString();
        }
    }

    /**
     * On a database server.
     *
     * @param url the JDBC URL, without name and password
     * @param login empty when the server asks for none
     */
    record Server(String url, Optional<DatabaseLogin> login) implements DatabaseLocation {

        /** For the operator: the URL without its parameters. */
        @Override
        public String toString() {
            return url.replaceFirst("^jdbc:", "").replaceFirst("[?].*", "");
        }
    }
}
