package org.sealmx.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sealmx.octets.BoundedLines;
import org.sealmx.octets.LineStream;
import org.sealmx.octets.OctetText;

/**
 * The body of the last part of a multipart (RFC 2046 section 5.1.1), with CRLF line ends. Only blank lines may follow
 * the multipart; anything else, or a missing closing line, is an error. For one thread.
 */
public final class LastPart extends LineStream {

    private final BoundedLines lines;
    private final String closing;

    /**
     * @param in the stream, positioned after the header of the part
     * @param closing the line that closes the multipart
     */
    public LastPart(InputStream in, String closing) {
        this.lines = new BoundedLines(in, PartLines.LONGEST_LINE);
        this.closing = closing;
    }

    @Override
    protected Optional<byte[]> next() throws IOException {
        String line = lines.next().orElseThrow(() -> new IOException("the multipart is not closed"));
        if (!line.stripTrailing().equals(closing)) {
            return Optional.of(OctetText.octets(line + "\r\n"));
        }
        for (Optional<String> rest = lines.next(); rest.isPresent(); rest = lines.next()) {
            if (!rest.get().isBlank()) {
                throw new IOException("there is text after the multipart");
            }
        }
        return Optional.empty();
    }
}
