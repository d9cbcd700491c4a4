package org.sealmx.it.survival;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;

/**
 * A store that keeps mail when its process ends. It has the accounts of {@link Scene#ACCOUNTS}, and no mail at first.
 */
interface DurableStore extends AutoCloseable {

    /** What it is called in the table. */
    String name();

    /** The port where it is reached; empty if it is in the server itself. */
    OptionalInt port();

    /** The protocol on that port. */
    Supplier<Talk> protocol();

    /** Makes the server use it. */
    ServerBuilder configure(ServerBuilder server) throws IOException;

    /** Makes the server reach it by another port. */
    ServerBuilder route(ServerBuilder server, int port);

    /** Every message of an account, as it is stored. */
    List<byte[]> copies(SealMxServer server, String address) throws Exception;

    /** The folders with its files, as far as we know them. */
    List<Path> folders();

    /** Why its process cannot be ended by SIGKILL; empty if it can. */
    String obstacleToKill();

    /** Ends its process by SIGKILL. */
    void kill() throws Exception;

    /** Starts it again after {@link #kill}, with its data. */
    void restart() throws Exception;

    /** Makes it fail for one account, which has no mail yet. This may restart the server. */
    void failFor(SealMxServer server, String address) throws Exception;

    /** Makes it work for that account again. */
    void mendFor(SealMxServer server, String address) throws Exception;

    /** Why it cannot be put on a small disk; empty if it can. */
    String obstacleToSmallDisk();

    /** Puts it on a small disk, before the server starts; {@link #close} takes the disk away. */
    SmallDisk moveToSmallDisk(Path serverData) throws Exception;

    /** Whether a copy whose confirmation was lost may be stored a second time. */
    boolean mayDouble();

    @Override
    void close() throws Exception;
}
