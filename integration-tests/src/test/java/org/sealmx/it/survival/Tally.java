package org.sealmx.it.survival;

/**
 * What became of the messages of one run, counted for each recipient.
 *
 * @param in handed to Postfix
 * @param once in the store once
 * @param bounced given up by Postfix, and not in the store
 * @param deferred still in Postfix' queue, and not in the store
 * @param lost in none of these places
 * @param doubled copies in the store beyond the first
 * @param bouncedAndStored given up by Postfix although the store has it
 * @param plaintext files and stored messages with words of the text or the subject
 * @param searched whether the search finds what stays readable, so that it would have found the text
 */
record Tally(
        int in,
        int once,
        int bounced,
        int deferred,
        int lost,
        int doubled,
        int bouncedAndStored,
        int plaintext,
        boolean searched) {

    /** Whether nothing was lost or unencrypted, and no more was doubled than the fault allows. */
    boolean isAsPromised(int mayDouble) {
        return lost == 0 && plaintext == 0 && bouncedAndStored == 0 && doubled <= mayDouble && searched;
    }

    /** The figures, as cells of a table. */
    String cells() {
        return "%,d | %,d | %,d | %,d | %d | %d | %d".formatted(in, once, bounced, deferred, lost, doubled, plaintext);
    }
}
