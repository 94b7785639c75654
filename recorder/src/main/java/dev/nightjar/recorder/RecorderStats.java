package dev.nightjar.recorder;

import java.util.Optional;

/**
 * What a recorder has done since it was opened.
 *
 * @param written how many entries are in files: events, messages and gaps. Those of the last moment are not yet among them
 * @param dropped how many events are not, because the queue was full, or because they were too large for a file
 * @param bytes how large all files of the folder are, those of earlier processes as well
 * @param files how many they are
 * @param trouble why nothing can be written at this moment; empty when all is well
 */
public record RecorderStats(long written, long dropped, long bytes, int files, Optional<String> trouble) {}
