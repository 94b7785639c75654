package dev.nightjar.gateway.event;

import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.channel.StageInstance;
import dev.nightjar.gateway.model.channel.VoiceState;
import dev.nightjar.gateway.model.guild.Guild;
import dev.nightjar.gateway.model.guild.GuildMember;
import dev.nightjar.gateway.model.guild.GuildScheduledEvent;
import dev.nightjar.gateway.model.guild.SoundboardSound;
import dev.nightjar.gateway.model.presence.Presence;
import java.time.Instant;
import java.util.List;

/**
 * A guild: loaded after {@link Ready}, joined, or available again; or unavailable, and then without anything but its id.
 *
 * <p>Discord's name for it is {@index GUILD_CREATE}.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#guild-create">Discord: Guild Create</a>
 */
public sealed interface GuildCreate extends Event {

    /**
     * The id of the guild.
     *
     * @return the id of the guild
     */
    @Override
    long guildId();

    /**
     * A guild with all its data.
     *
     * @param payload the payload as received
     * @param guild the guild
     * @param joinedAt when the bot joined
     * @param large whether it is large, so that offline members are left out
     * @param memberCount how many members it has
     * @param voiceStates who is in voice; without the guild's id
     * @param members the members, all or those online by the guild's size and the bot's intents
     * @param channels the channels
     * @param threads the active threads that the bot may see
     * @param presences the presences, without the guild's id; those of members who are not offline in a large guild
     * @param stageInstances the stages that are open
     * @param guildScheduledEvents the events that are planned
     * @param soundboardSounds the sounds of the soundboard
     */
    record Available(
            Payload payload,
            @Flat Guild guild,
            Instant joinedAt,
            boolean large,
            int memberCount,
            List<VoiceState> voiceStates,
            List<GuildMember> members,
            List<Channel> channels,
            List<Channel> threads,
            List<Presence> presences,
            List<StageInstance> stageInstances,
            List<GuildScheduledEvent> guildScheduledEvents,
            List<SoundboardSound> soundboardSounds)
            implements GuildCreate {

        /** Copies what could change later. */
        public Available {
            voiceStates = List.copyOf(voiceStates);
            members = List.copyOf(members);
            channels = List.copyOf(channels);
            threads = List.copyOf(threads);
            presences = List.copyOf(presences);
            stageInstances = List.copyOf(stageInstances);
            guildScheduledEvents = List.copyOf(guildScheduledEvents);
            soundboardSounds = List.copyOf(soundboardSounds);
        }

        @Override
        public long guildId() {
            return guild.id();
        }
    }

    /**
     * A guild that is offline. It comes again once it is available.
     *
     * @param payload the payload as received
     * @param id the id of the guild
     */
    record Unavailable(Payload payload, long id) implements GuildCreate {

        @Override
        public long guildId() {
            return id;
        }
    }
}
