package dev.nightjar.cli;

import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.EventType;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Malformed;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of events: Discord's for dispatches, and names of the same kind for the events of the shards themselves. Pure. */
final class EventNames implements ITypeConverter<String> {

    private static final List<String> OWN = List.of(
            "CONNECTED",
            "CONNECT_FAILED",
            "DISCONNECTED",
            "SESSION_INVALIDATED",
            "SESSION_STORE_FAILED",
            "IDENTIFY_DELAYED",
            "COMMANDS_DROPPED",
            "SHARD_FAILED",
            "MALFORMED");

    private static final int SUGGESTIONS = 8;

    /** The name of an event. A dispatch that this version does not know has the name that it came with. */
    static String of(Event event) {
        return switch (event) {
            case LifecycleEvent own -> own(own);
            case Malformed malformed -> "MALFORMED";
            default ->
                event.payload().name().isEmpty()
                        ? "UNKNOWN"
                        : Words.foreign(event.payload().name());
        };
    }

    private static String own(LifecycleEvent event) {
        return switch (event) {
            case Connected own -> "CONNECTED";
            case ConnectFailed own -> "CONNECT_FAILED";
            case Disconnected own -> "DISCONNECTED";
            case SessionInvalidated own -> "SESSION_INVALIDATED";
            case SessionStoreFailed own -> "SESSION_STORE_FAILED";
            case IdentifyDelayed own -> "IDENTIFY_DELAYED";
            case CommandsDropped own -> "COMMANDS_DROPPED";
            case ShardFailed own -> "SHARD_FAILED";
        };
    }

    private static Set<String> known() {
        Set<String> names = Arrays.stream(EventType.values())
                .map(EventType::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        names.addAll(OWN);
        return names;
    }

    /** The name that a user has typed. One that no event has would show nothing for ever, so it is refused. */
    @Override
    public String convert(String value) {
        String name = value.strip().toUpperCase(Locale.ROOT);
        Set<String> known = known();
        if (known.contains(name)) {
            return name;
        }
        String first = name.split("_", 2)[0];
        String like = known.stream()
                .filter(one -> one.contains(first))
                .limit(SUGGESTIONS)
                .collect(Collectors.joining(", "));
        throw new TypeConversionException("there is no event " + Words.foreign(Redaction.of(value)) + "; "
                + (like.isEmpty() || first.isEmpty()
                        ? "the names are those of Discord, as in MESSAGE_CREATE, and " + String.join(", ", OWN)
                        : "there are " + like));
    }
}
