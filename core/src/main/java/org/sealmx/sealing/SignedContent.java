package org.sealmx.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.sealmx.mime.SplitMessage;
import org.sealmx.mime.TransferEncoding;

/**
 * Detects whether the body of an S/MIME message without the optional {@code smime-type} (RFC 8551 section 3.2.2) is
 * SignedData.
 */
final class SignedContent {

    /** A ContentInfo (RFC 5652 section 3) of type id-signedData, with a length in any form. */
    private static final Pattern CONTENT_INFO =
            Pattern.compile("30(?:[0-7].|80|81.{2}|82.{4}|83.{6}|84.{8})06092a864886f70d010702.*");

    /** Enough for the tag, the longest length and the type. */
    private static final int BEGINNING = 17;

    private SignedContent() {}

    /**
     * Examines only the beginning of the decoded body. A body that does not have the declared encoding is not
     * SignedData.
     */
    static boolean isIn(SplitMessage message) {
        return TransferEncoding.of(message.fields())
                .map(encoding -> beginsSo(encoding, message))
                .orElse(false);
    }

    private static boolean beginsSo(TransferEncoding encoding, SplitMessage message) {
        try (InputStream content = encoding.decode(message.openBody())) {
            byte[] beginning = content.readNBytes(BEGINNING);
            return CONTENT_INFO.matcher(HexFormat.of().formatHex(beginning)).matches();
        } catch (IOException e) {
            // the body cannot be decoded, so no program finds a signature in it either
            return false;
        }
    }
}
