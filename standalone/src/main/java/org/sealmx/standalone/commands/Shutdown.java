package org.sealmx.standalone.commands;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sealmx.cli.Console;
import org.sealmx.standalone.folder.Folders;

/**
 * Ends the program in order, after SIGTERM, Ctrl-C or {@link #exit}. Resources are closed once each, in reverse order
 * of opening. The exit code is that of {@link #exit}. After a signal it is 0 for the server, which is meant to be ended
 * so, and 128 with the number of the signal added for anything else, which has not done its work then.
 */
public final class Shutdown {

    /** The number of SIGHUP, the one signal that ends Java and that {@link Signals} leaves to it. */
    private static final int HANGUP = 1;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Console console;
    private boolean isServer;
    private int status = Signals.ENDED_BY_SIGNAL + HANGUP;

    /** @param console gets errors during the shutdown */
    public Shutdown(Console console) {
        this.console = console;
    }

    /**
     * Closes everything when this Java process ends, or at the first signal; a second signal does not wait for that.
     */
    public Shutdown atTheEnd() {
        Signals.handle(this::exitAfterSignal);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
        return this;
    }

    /** A signal is the usual end from now on. */
    public synchronized void endsBySignal() {
        isServer = true;
        status = 0;
    }

    private void exitAfterSignal(int number) {
        boolean usual;
        synchronized (this) {
            usual = isServer;
        }
        exit(usual ? 0 : Signals.ENDED_BY_SIGNAL + number);
    }

    /** Closes the resource at the end. */
    synchronized <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    /** Deletes the folder after everything is closed. */
    synchronized void deleteAtLast(Path folder) {
        open.addLast(() -> Folders.delete(folder));
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
