package dev.nightjar.cli;

import dev.nightjar.gateway.event.EventType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which events are shown: those that have one of each. Pure.
 *
 * @param types their names, none for all
 * @param guilds the ids of their guilds, none for all
 * @param shards the numbers of their shards, none for all
 */
record EventFilter(Set<String> types, Set<Long> guilds, Set<Integer> shards) {

    EventFilter {
        types = Set.copyOf(types);
        guilds = Set.copyOf(guilds);
        shards = Set.copyOf(shards);
    }

    EventFilter(List<String> types, List<Long> guilds, List<Integer> shards) {
        this(Set.copyOf(types), Set.copyOf(guilds), Set.copyOf(shards));
    }

    /** The types that have to be decoded. */
    Set<EventType> eventTypes() {
        if (types.isEmpty()) {
            return EnumSet.allOf(EventType.class);
        }
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        for (EventType type : EventType.values()) {
            if (types.contains(type.name())) {
                wanted.add(type);
            }
        }
        return wanted;
    }

    boolean accepts(int shard, String name, long guild) {
        return (types.isEmpty() || types.contains(known(name)))
                && (guilds.isEmpty() || guilds.contains(guild))
                && (shards.isEmpty() || shards.contains(shard));
    }

    /** A dispatch with a name that this version does not know is asked for as UNKNOWN. */
    private String known(String name) {
        return types.contains("UNKNOWN") && !types.contains(name) && EventType.of(name) == EventType.UNKNOWN
                ? "UNKNOWN"
                : name;
    }
}
