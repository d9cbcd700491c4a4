package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server holds in memory about the address.
 *
 * @param held whether there is an answer
 * @param age how long ago the directory was asked for it; empty without an answer
 * @param differs whether the directory now gives another answer than the one by which mail is judged
 * @param words the same in words
 */
@Immutable
public record ExplainedMemory(boolean held, Optional<Duration> age, boolean differs, String words) {}
