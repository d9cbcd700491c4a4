package org.sealmx.server.lmtp.session;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.sealmx.octets.LineEnds;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * Reads the mail data up to the line with a single dot (RFC 5321 sections 4.1.1.4 and 4.5.2), block by block. Only
 * {@code CR LF . CR LF} ends it. A message that breaks a limit is still read to its end, but nothing of it is kept, and
 * {@link #violation()} is the reply for every recipient. Used only by its connection's thread.
 */
public final class DataReader {

    private static final int BLOCK = 64 * 1024;

    private enum State {
        LINE_START,
        DOT,
        DOT_CR,
        IN_LINE,
        CR
    }

    private final long maxSize;
    private final int maxLineLength;
    private final InFlightBudget budget;
    /** As large as what has come at once, so that a small message does not clear a whole block. */
    private byte[] block = {};

    private Optional<ReceivedMessage.Builder> message = Optional.of(new ReceivedMessage.Builder());
    private Optional<Reply> violation = Optional.empty();
    private State state = State.LINE_START;
    private boolean complete;
    private long reserved;
    private long octets;
    private int lineLength;

    /**
     * @param maxSize of the message, in octets; 0 for no limit
     * @param maxLineLength in octets, without CR LF
     */
    public DataReader(long maxSize, int maxLineLength, InFlightBudget budget) {
        this.maxSize = maxSize;
        this.maxLineLength = maxLineLength;
        this.budget = budget;
    }

    /** Reads the input up to the end of the data, and no further. */
    public void consume(ByteBuf in) {
        while (!complete && in.isReadable()) {
            int length = Math.min(BLOCK, in.readableBytes());
            if (block.length < length) {
                block = new byte[length];
            }
            in.getBytes(in.readerIndex(), block, 0, length);
            int taken = scan(length);
            octets += taken;
            in.skipBytes(taken);
        }
    }

    /** Whether the end of the data has been seen. */
    public boolean isComplete() {
        return complete;
    }

    /** How many octets have been received, including those that were discarded. */
    public long octets() {
        return octets;
    }

    /** Whether it has reserved any of the shared budget. */
    public boolean isHolding() {
        return reserved > 0;
    }

    /** The reply that refuses the whole message; empty when it breaks no limit. */
    public Optional<Reply> violation() {
        return violation;
    }

    /**
     * The message without dot-stuffing.
     *
     * @throws IllegalStateException when the message is not complete or was refused
     */
    public ReceivedMessage message() {
        return message.filter(m -> complete)
                .orElseThrow(() -> new IllegalStateException("the message is not complete"))
                .build();
    }

    /** Discards the message and releases its part of the budget. May be called more than once. */
    void discard() {
        message = Optional.empty();
        budget.release(reserved);
        reserved = 0;
    }

    /** Scans the first octets of the block and returns how many belong to the data. */
    private int scan(int length) {
        int keepFrom = 0;
        for (int i = 0; i < length; i++) {
            byte b = block[i];
            switch (state) {
                case LINE_START -> {
                    lineLength = 0;
                    if (b == '.') {
                        keep(keepFrom, i);
                        keepFrom = i + 1;
                        state = State.DOT;
                    } else {
                        state = inLine(b);
                    }
                }
                case DOT -> state = b == '\r' ? State.DOT_CR : inLine(b);
                case DOT_CR -> {
                    if (b == '\n') {
                        complete = true;
                        return i + 1;
                    }
                    refuse(Replies.BARE_CR_OR_LF);
                    state = inLine(b);
                }
                case IN_LINE -> {
                    int end = LineEnds.next(block, i, length);
                    lineLength += end - i;
                    if (end == length) {
                        i = length - 1;
                        checkLineLength();
                    } else {
                        i = end;
                        state = inLine(block[end]);
                        if (state == State.CR && end + 1 < length && block[end + 1] == '\n') {
                            // what nearly all lines end with, at once
                            i = end + 1;
                            state = State.LINE_START;
                        }
                    }
                }
                case CR -> {
                    if (b == '\n') {
                        state = State.LINE_START;
                    } else {
                        refuse(Replies.BARE_CR_OR_LF);
                        state = inLine(b);
                    }
                }
            }
        }
        // a dot, or a CR after a dot, at the end of the block may belong to the end of the data, so a CR
        // there is not kept yet
        keep(keepFrom, state == State.DOT_CR ? Math.max(keepFrom, length - 1) : length);
        return length;
    }

    private State inLine(byte b) {
        checkLineLength();
        if (b == '\r') {
            return State.CR;
        }
        if (b == '\n') {
            refuse(Replies.BARE_CR_OR_LF);
        }
        lineLength++;
        return State.IN_LINE;
    }

    private void checkLineLength() {
        if (lineLength > maxLineLength) {
            refuse(Replies.LINE_TOO_LONG);
        }
    }

    private void keep(int from, int to) {
        int length = to - from;
        if (length == 0 || message.isEmpty()) {
            return;
        }
        ReceivedMessage.Builder kept = message.get();
        if (maxSize > 0 && kept.size() + length > maxSize) {
            refuse(Replies.MESSAGE_TOO_BIG);
        } else if (!budget.reserve(length)) {
            refuse(Replies.TOO_BUSY);
        } else {
            reserved += length;
            kept.append(block, from, length);
        }
    }

    private void refuse(Reply reply) {
        if (violation.isEmpty()) {
            violation = Optional.of(reply);
            discard();
        }
    }
}
