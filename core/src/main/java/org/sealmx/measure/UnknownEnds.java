package org.sealmx.measure;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Optional;

/** Nothing is known about certificates. */
@Immutable
final class UnknownEnds implements CertificateEnds {

    static final UnknownEnds INSTANCE = new UnknownEnds();

    private UnknownEnds() {}

    @Override
    public Optional<Instant> next() {
        return Optional.empty();
    }

    @Override
    public int by(Instant instant) {
        return 0;
    }
}
