package org.sealmx.couchdb;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A file beside a document, read from the heap as often as the request is repeated.
 *
 * @param name of the file
 * @param contentType of the file
 * @param size in octets, exactly
 * @param content opens a stream over all octets that throws no I/O errors
 */
public record Attachment(String name, String contentType, long size, Supplier<InputStream> content) {}
