/**
 * A flight recorder: the last events of a loop in a ring of files, without what people have written, to be read again as events and
 * to be replayed by the simulated gateway.
 *
 * {@snippet file="dev/nightjar/recorder/examples/RecordedBot.java" region="record"}
 *
 * <p>{@link dev.nightjar.recorder.Recorder Recorder} writes, {@link dev.nightjar.recorder.Recording Recording} reads, and {@link
 * dev.nightjar.recorder.Replay Replay} lets a scripted gateway send it all again.
 */
@NullMarked
package dev.nightjar.recorder;

import org.jspecify.annotations.NullMarked;
