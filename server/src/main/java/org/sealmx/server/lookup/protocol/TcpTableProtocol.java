package org.sealmx.server.lookup.protocol;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sealmx.server.lookup.table.LookupAnswer;
import org.sealmx.server.lookup.table.LookupTable;

/**
 * Postfix' tcp_table(5), of which a port has one table: a line {@code get key}, and a line that begins with 200 (the
 * value), 500 (not found) or 400 (not now). Keys and values are percent-encoded. A malformed request is answered with
 * 400, never with 500, which would mean that the key does not exist.
 */
@ThreadSafe
public final class TcpTableProtocol implements LookupProtocol {

    private static final String GET = "get ";

    private final String name;
    private final LookupTable table;
    private final int longest;

    /**
     * @param name of the table, for the log
     * @param table the table
     * @param longest how many octets a request may have, without the end of its line
     */
    public TcpTableProtocol(String name, LookupTable table, int longest) {
        this.name = name;
        this.table = table;
        this.longest = longest;
    }

    @Override
    public String name() {
        return "tcp_table (" + name + ")";
    }

    @Override
    public Optional<byte[]> take(ByteBuf octets) throws MalformedRequestException {
        int length = octets.bytesBefore((byte) '\n');
        if (length > longest || (length < 0 && octets.readableBytes() > longest)) {
            throw new MalformedRequestException("the request is longer than " + longest + " octets");
        }
        if (length < 0) {
            return Optional.empty();
        }
        byte[] line = new byte[length];
        octets.readBytes(line).skipBytes(1);
        return Optional.of(line);
    }

    @Override
    public byte[] answer(byte[] request) throws MalformedRequestException {
        String line = new String(request, StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
        if (!line.startsWith(GET)) {
            throw new MalformedRequestException("the request must be: get, a space, and the key");
        }
        return reply(table.find(Utf8.decode(PercentEncoding.decode(line.substring(GET.length())))));
    }

    @Override
    public byte[] malformed(String problem) {
        return deferred(problem);
    }

    @Override
    public byte[] deferred(String reason) {
        return reply(new LookupAnswer.Unavailable(reason));
    }

    @Override
    public byte[] timedOut() {
        return deferred(TOO_SLOW);
    }

    private static byte[] reply(LookupAnswer answer) {
        if (answer instanceof LookupAnswer.Found found) {
            return line("200", found.value());
        }
        return answer instanceof LookupAnswer.Later later ? line("400", later.reason()) : line("500", "not found");
    }

    private static byte[] line(String code, String text) {
        return (code + " " + PercentEncoding.encode(text) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
