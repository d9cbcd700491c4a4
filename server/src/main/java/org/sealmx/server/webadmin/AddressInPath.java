package org.sealmx.server.webadmin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import spark.Request;
import spark.Response;

/**
 * A mail address at the end of a path, percent-encoded (RFC 3986 section 2.1). It is taken from the path as it was
 * sent: webadmin decodes a plus sign to a space, and would take an encoded slash for one that separates. Pure
 * functions.
 */
public final class AddressInPath {

    private static final int LONGEST = 3 * (EmailAddress.MAX_LOCAL_PART + EmailAddress.MAX_DOMAIN + 1);

    private AddressInPath() {}

    /**
     * The address after a path.
     *
     * @param base the path before it, with a slash at its end
     * @return the address; the request ends with an error (400) when it is not one
     */
    public static EmailAddress after(String base, Request request, Response response) {
        return keyAfter(base, request, response)
                .address()
                .orElseThrow(() -> WebAdminErrors.badRequest(
                        response,
                        "this is the catch-all of a domain; ask for an address that it catches, such as"
                                + " anybody@example.org"));
    }

    /** The same for what the directory has documents for: an address, or the catch-all of a domain. */
    public static AddressKey keyAfter(String base, Request request, Response response) {
        String path = request.raw().getRequestURI();
        String last = path.startsWith(base) ? path.substring(base.length()) : "";
        try {
            if (last.length() > LONGEST || last.indexOf('/') >= 0) {
                throw new AddressSyntaxException("it is not the last part of the path, or too long");
            }
            return AddressKey.parse(
                    decode(last).orElseThrow(() -> new AddressSyntaxException("it is not percent-encoded UTF-8")));
        } catch (AddressSyntaxException e) {
            throw WebAdminErrors.badRequest(
                    response, "the path must end with a mail address, such as bob@example.org: " + e.getMessage());
        }
    }

    /** The text of percent-encoded UTF-8; empty when it is none. */
    static Optional<String> decode(String encoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()) {
                    return Optional.empty();
                }
                int high = Character.digit(encoded.charAt(i + 1), 16);
                int low = Character.digit(encoded.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                octets.write(16 * high + low);
                i += 2;
            } else {
                // a server that lets other characters through, does so in Latin-1 or UTF-8: nobody can tell which
                if (c > '~') {
                    return Optional.empty();
                }
                octets.write(c);
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
