package org.sealmx.server.guice;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import org.sealmx.directory.edit.AuditFile;
import org.sealmx.directory.edit.ChangeRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of changes of a server. What cannot be added to the file is in the server's log all the same. */
@ThreadSafe
final class LoggedRecord implements ChangeRecord {

    private static final Logger LOGGER = LoggerFactory.getLogger(LoggedRecord.class);

    private final AuditFile file;

    LoggedRecord(AuditFile file) {
        this.file = file;
    }

    @Override
    public void add(String line) {
        try {
            file.add(line);
        } catch (IOException e) {
            LOGGER.error(
                    "audit-log: {}: a change of the directory is not recorded there, only in this log: {}",
                    file,
                    e.toString());
        }
    }
}
