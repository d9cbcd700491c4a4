package org.sealmx.directory.couchdb;

import org.sealmx.http.ServerException;

/**
 * Reads documents page by page. When the answer is too large to read, less is requested, down to one document; when
 * that is too large as well, it is skipped.
 */
final class Pages {

    private static final int SHRINKS_BY = 5;

    /** Reads a page. */
    @FunctionalInterface
    interface Page {
        /**
         * Reads the documents that follow those of earlier pages.
         *
         * @param limit how many at most
         * @return how many there were; fewer than the limit only at the end
         */
        int read(int limit) throws ServerException;
    }

    /** Skips the next document, which is too large to read. */
    @FunctionalInterface
    interface Skip {
        void next() throws ServerException;
    }

    private Pages() {}

    /**
     * Reads all pages.
     *
     * @param largest how many documents to request as long as the answers can be read
     */
    static void read(int largest, Page page, Skip skip) throws ServerException {
        int limit = largest;
        boolean more = true;
        while (more) {
            try {
                more = page.read(limit) == limit;
                limit = largest;
            } catch (ServerException e) {
                if (!e.isAnswerTooLarge()) {
                    throw e;
                }
                if (limit == 1) {
                    skip.next();
                }
                limit = Math.max(1, limit / SHRINKS_BY);
            }
        }
    }
}
