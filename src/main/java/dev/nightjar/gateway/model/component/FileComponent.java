package dev.nightjar.gateway.model.component;

import org.jspecify.annotations.Nullable;

/**
 * A file that is attached to the message. The documentation calls it File.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param file the file
 * @param spoiler whether it is hidden until clicked
 * @param name the name of the file
 * @param size the size in bytes; 0 where it is not told
 * @see <a href="https://discord.com/developers/docs/components/reference#file">Discord: File</a>
 */
public record FileComponent(
        int id,
        UnfurledMediaItem file,
        boolean spoiler,
        @Nullable String name,
        long size) implements Component {}
