package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.event.ChannelCreate;
import dev.nightjar.gateway.event.ChannelUpdate;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.GuildCreate;
import dev.nightjar.gateway.event.GuildUpdate;
import dev.nightjar.gateway.event.ThreadCreate;
import dev.nightjar.gateway.event.ThreadListSync;
import dev.nightjar.gateway.event.ThreadUpdate;
import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.channel.ChannelType;
import dev.nightjar.gateway.model.guild.Guild;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.interaction.Interaction;
import dev.nightjar.gateway.model.user.User;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of guilds, channels and people, as far as events have told them: most events name the ids only. The library keeps nothing
 * of the kind; a program that wants it keeps what it needs, as here. Confined to its user.
 */
final class Names {

    private static final int MOST = 100_000; // of each kind; then all of that kind are forgotten, and learned anew

    private final Map<Long, String> guilds = new HashMap<>();
    private final Map<Long, String> channels = new HashMap<>();
    private final Map<Long, String> people = new HashMap<>();

    /** Keeps the names of guilds and channels in an event. Those of people are kept where they are asked for. */
    void learn(Event event) {
        switch (event) {
            case GuildCreate.Available created -> {
                learn(created.guild());
                created.channels().forEach(this::learn);
                created.threads().forEach(this::learn);
            }
            case GuildUpdate update -> learn(update.guild());
            case ChannelCreate created -> learn(created.channel());
            case ChannelUpdate update -> learn(update.channel());
            case ThreadCreate created -> learn(created.thread());
            case ThreadUpdate update -> learn(update.thread());
            case ThreadListSync sync -> sync.threads().forEach(this::learn);
            default -> {}
        }
    }

    private void learn(Guild guild) {
        keep(guilds, guild.id(), OneLine.of(guild.name()));
    }

    private void learn(Channel channel) {
        keep(channels, channel.id(), name(channel));
    }

    private static void keep(Map<Long, String> names, long id, String name) {
        if (names.size() >= MOST) {
            names.clear();
        }
        names.put(id, name);
    }

    String guild(long id) {
        return id == 0 ? "direct messages" : guilds.getOrDefault(id, "guild " + Long.toUnsignedString(id));
    }

    String channel(long id) {
        return channels.getOrDefault(id, "channel " + Long.toUnsignedString(id));
    }

    /** Where something happens. */
    String in(long channel, long guild) {
        return " in " + (guild == 0 ? "direct messages" : channel(channel) + " of " + guild(guild));
    }

    /** The guild that an event belongs to. */
    String inGuild(Event event) {
        return " in " + guild(event.guildId());
    }

    String by(@Nullable User user) {
        return user == null ? "" : " by " + person(user);
    }

    String by(long user) {
        return user == 0 ? "" : " by " + person(user);
    }

    String by(Interaction interaction) {
        return by(interaction.invokingUser()) + in(interaction.channelId(), interaction.guildId());
    }

    String person(long id) {
        return people.getOrDefault(id, "user " + Long.toUnsignedString(id));
    }

    /** Someone whom the event has as an object, perhaps. */
    String person(@Nullable User user, long id) {
        return user == null ? person(id) : person(user);
    }

    String person(@Nullable GuildMember member, long id) {
        return person(member == null ? null : member.user(), id);
    }

    String person(User user) {
        String name = OneLine.of(user.globalName() == null ? user.username() : user.globalName());
        if (name.isEmpty()) {
            return person(user.id());
        }
        keep(people, user.id(), name);
        return name;
    }

    /** A channel as Discord shows it: those for text have a # before the name. */
    static String name(Channel channel) {
        boolean spoken = channel.type() == ChannelType.GUILD_VOICE || channel.type() == ChannelType.GUILD_STAGE_VOICE;
        return (spoken ? "" : "#") + OneLine.of(channel.name());
    }
}
