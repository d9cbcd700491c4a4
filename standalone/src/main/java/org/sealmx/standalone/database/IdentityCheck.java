package org.sealmx.standalone.database;

import java.io.IOException;
import java.util.UUID;
import org.sealmx.cli.OperatorException;

/** Looks whether a database that is there is the right one, before anything is written to it. */
@FunctionalInterface
public interface IdentityCheck {

    /**
     * Accepts a database.
     *
     * @param id what tells it from all others
     * @throws OperatorException when it is another than it should be
     * @throws IOException when that is not known
     */
    void require(UUID id) throws OperatorException, IOException;
}
