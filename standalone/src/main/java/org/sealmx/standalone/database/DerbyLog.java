package org.sealmx.standalone.database;

import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what Derby says of itself, such as that it has recovered a database, into the program's log. Derby otherwise
 * writes a file into the folder that the program was started in. It names statements, and never their parameters. Of a
 * damaged page it prints the content, which the shipped {@code logback.xml} leaves out. Thread-safe.
 */
public final class DerbyLog extends Writer {

    private final StringBuilder line = new StringBuilder();

    private DerbyLog() {}

    /** For Derby, which finds it by its name. */
    public static Writer writer() {
        return new DerbyLog();
    }

    @Override
    public void write(char[] text, int from, int length) {
        synchronized (lock) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    tell();
                } else {
                    line.append(text[i]);
                }
            }
        }
    }

    private void tell() {
        String told = line.toString().stripTrailing();
        line.setLength(0);
        if (!told.isEmpty()) {
            // asked for when it is used: a logger that is made before the settings are applied has its defaults
            Logger log = LoggerFactory.getLogger(DerbyLog.class);
            log.info("{}", told);
        }
    }

    /** A line is told when it is complete. */
    @Override
    public void flush() {}

    @Override
    public void close() {}
}
