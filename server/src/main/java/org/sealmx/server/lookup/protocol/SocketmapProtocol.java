package org.sealmx.server.lookup.protocol;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sealmx.server.lookup.table.LookupAnswer;
import org.sealmx.server.lookup.table.LookupTable;

/**
 * Postfix' socketmap_table(5): netstrings, and several tables on one port. A request is the name of a table, a space
 * and the key; a reply is {@code OK value}, {@code NOTFOUND}, {@code TEMP reason}, {@code TIMEOUT reason}, or
 * {@code PERM reason} when the request is malformed or there is no such table.
 */
@ThreadSafe
public final class SocketmapProtocol implements LookupProtocol {

    @SuppressWarnings("ThreadSafe") // never changed
    private final SortedMap<String, LookupTable> tables;

    private final int longest;

    /**
     * @param tables by name, without spaces
     * @param longest how many octets a request may have
     */
    public SocketmapProtocol(Map<String, LookupTable> tables, int longest) {
        this.tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        this.longest = longest;
    }

    @Override
    public String name() {
        return "socketmap (" + names() + ")";
    }

    @Override
    public Optional<byte[]> take(ByteBuf octets) throws MalformedRequestException {
        return Netstring.take(octets, longest);
    }

    @Override
    public byte[] answer(byte[] request) throws MalformedRequestException {
        String text = Utf8.decode(request);
        int space = text.indexOf(' ');
        if (space < 1) {
            throw new MalformedRequestException("the request must be the name of a map, a space, and the key");
        }
        return Optional.ofNullable(tables.get(text.substring(0, space)))
                .map(table -> Netstring.of(reply(table.find(text.substring(space + 1)))))
                .orElseGet(() -> malformed("there is no such map here; the maps are " + names()));
    }

    @Override
    public byte[] malformed(String problem) {
        return Netstring.of("PERM " + problem);
    }

    @Override
    public byte[] deferred(String reason) {
        return Netstring.of(reply(new LookupAnswer.Unavailable(reason)));
    }

    @Override
    public byte[] timedOut() {
        return Netstring.of("TIMEOUT " + TOO_SLOW);
    }

    private String names() {
        return String.join(", ", tables.keySet());
    }

    private static String reply(LookupAnswer answer) {
        if (answer instanceof LookupAnswer.Found found) {
            return "OK " + found.value();
        }
        return answer instanceof LookupAnswer.Later later ? "TEMP " + later.reason() : "NOTFOUND ";
    }
}
