package org.sealmx.measure;

import com.google.errorprone.annotations.Immutable;

/** Measures nothing. */
@Immutable
final class NoMeasurements implements Measurements {

    static final NoMeasurements INSTANCE = new NoMeasurements();

    private static final Timing NOTHING = () -> {};

    private NoMeasurements() {}

    @Override
    public Timing begin(Stage stage) {
        return NOTHING;
    }

    @Override
    public void lookedUp(LookUp result) {
        // not counted
    }

    @Override
    public void sealed(SealKind kind, long octets) {
        // not counted
    }
}
