package org.sealmx.it.bench.scaling;

/** What becomes of a request over HTTP. */
enum Fate {
    /** It gets its answer. */
    PASSES,
    /** The connection is reset before the server has the request. */
    RESET,
    /** Nothing comes back, and the connection stays open; the server never gets the request. */
    SILENCE,
    /** The server does what it is asked for, and the connection is reset before its answer has come. */
    ANSWER_LOST
}
