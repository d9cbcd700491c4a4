package org.sealmx.standalone.commands;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sealmx.cli.Console;
import org.sealmx.standalone.folder.WorkingDirectory;

/**
 * Ends the program in order, after SIGTERM, Ctrl-C or {@link #exit}. Resources are closed once each, in reverse order
 * of opening. The exit code is that of {@link #exit}, and 0 after a signal.
 */
public final class Shutdown {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Console console;
    private int status;

    /** @param console gets errors during the shutdown */
    public Shutdown(Console console) {
        this.console = console;
    }

    /**
     * Closes everything when this Java process ends, or at the first signal; a second signal does not wait for that.
     */
    public Shutdown atTheEnd() {
        Signals.handle(() -> exit(0));
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
        return this;
    }

    /** Closes the resource at the end. */
    synchronized <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    /** Deletes the folder after everything is closed. */
    synchronized void deleteAtLast(Path folder) {
        open.addLast(() -> WorkingDirectory.deleteFolder(folder));
    }

    /** Ends the program. */
    public void exit(int exitStatus) {
        synchronized (this) {
            status = exitStatus;
        }
        System.exit(exitStatus);
    }

    private synchronized void end() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                console.complain(e, false);
            }
        }
        Runtime.getRuntime().halt(status);
    }
}
