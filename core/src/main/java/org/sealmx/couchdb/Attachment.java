package org.sealmx.couchdb;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A file attached to a document. It is in the heap, and is read again whenever the request is repeated.
 *
 * @param name the name of the file
 * @param contentType the media type of the file
 * @param size in octets, exactly
 * @param content opens a stream over all octets; the stream must not throw an {@link java.io.IOException}
 */
public record Attachment(String name, String contentType, long size, Supplier<InputStream> content) {}
