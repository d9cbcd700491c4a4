package org.sealmx.directory.resolve;

/**
 * Gets the steps of one resolution from the code that makes them, in their order and on its thread, whether the
 * resolution ends in an answer or an exception. An implementation returns quickly and throws nothing.
 */
@FunctionalInterface
public interface ResolutionTrace {

    /** Notes nothing. */
    ResolutionTrace NONE = step -> {};

    /** A step has been made. */
    void made(ResolutionStep step);
}
