package org.sealmx.directory.edit;

/** A change of the directory was not made. The message says why and what to do, in one line without addresses. */
public final class EditRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param problem what is wrong, and what to do */
    public EditRefusedException(String problem) {
        super(problem);
    }
}
