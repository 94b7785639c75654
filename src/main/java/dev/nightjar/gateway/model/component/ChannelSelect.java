package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.channel.ChannelType;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A menu of the channels of the guild.
 *
 * @param id the number of the component in its message; 0 where it is not told
 * @param customId what the app knows it by, 100 characters at most
 * @param channelTypes the types of channels that it has; all where there are none
 * @param placeholder what stands there while nothing is chosen, 150 characters at most
 * @param defaultValues what is chosen from the start
 * @param minValues how many must be chosen; 1 where it is not told
 * @param maxValues how many may be chosen; 1 where it is not told
 * @param required whether it must be filled, in a modal; it must where null
 * @param disabled whether it cannot be used
 * @see <a href="https://discord.com/developers/docs/components/reference#channel-select">Discord: Channel Select</a>
 */
public record ChannelSelect(
        int id,
        String customId,
        List<ChannelType> channelTypes,
        @Nullable String placeholder,
        List<SelectDefaultValue> defaultValues,
        OptionalInt minValues,
        OptionalInt maxValues,
        @Nullable Boolean required,
        boolean disabled)
        implements Component {

    /** Copies what could change later. */
    public ChannelSelect {
        channelTypes = List.copyOf(channelTypes);
        defaultValues = List.copyOf(defaultValues);
    }
}
