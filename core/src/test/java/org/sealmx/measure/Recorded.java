package org.sealmx.measure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was measured, in the order in which it ended. */
public final class Recorded implements Measurements {

    /** Words such as {@code seal}, {@code pgp-mime 12} and {@code found}. */
    public final List<String> words = new CopyOnWriteArrayList<>();

    @Override
    public Timing begin(Stage stage) {
        return () -> words.add(stage.word());
    }

    @Override
    public void lookedUp(LookUp result) {
        words.add(result.word());
    }

    @Override
    public void sealed(SealKind kind, long octets) {
        words.add(kind.word() + " " + octets);
    }
}
