package org.sealmx.it.bench.scaling;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Passes octets on after a while, and takes more meanwhile, as a long wire does. */
final class DelayLine {

    private static final int PIECE = 64 * 1024;

    private DelayLine() {}

    /** Looks at what was read in one piece, before it is passed on. */
    @FunctionalInterface
    interface Look {

        /** Whether the connection goes on; {@code false} drops the octets and ends it. */
        boolean at(byte[] octets) throws IOException;
    }

    /** How long octets that are read now take. */
    @FunctionalInterface
    interface Delay {
        Duration now();
    }

    /** Octets, or none at the end, and when they arrive. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    private record Piece(byte[] octets, long due) {

        static final Piece END = new Piece(new byte[0], System.nanoTime());
    }

    /** Passes everything on, until the end of one of the two or until the look says so. */
    static void pass(Socket from, Socket to, Delay delay, Look look) throws IOException {
        BlockingQueue<Piece> wire = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(from, delay, look, wire), "delay-line");
        reader.setDaemon(true);
        reader.start();
        try {
            for (Piece piece = wire.take(); piece.octets.length > 0; piece = wire.take()) {
                for (long left = left(piece); left > 0; left = left(piece)) {
                    LockSupport.parkNanos(left);
                }
                to.getOutputStream().write(piece.octets);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(Piece piece) {
        return piece.due - System.nanoTime();
    }

    private static void read(Socket from, Delay delay, Look look, BlockingQueue<Piece> wire) {
        byte[] buffer = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                byte[] octets = Arrays.copyOf(buffer, count);
                if (!look.at(octets)) {
                    break;
                }
                wire.add(new Piece(octets, System.nanoTime() + delay.now().toNanos()));
            }
        } catch (IOException e) {
            // one of the two has gone, which ends the wire as well
        } finally {
            wire.add(Piece.END);
        }
    }
}
