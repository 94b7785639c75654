package dev.nightjar.gateway.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The events that begin a session: READY and its guilds. Pure. Discord: gateway-events#ready, gateway-events#guild-create */
final class Welcome {

    // What READY brings to bots without meaning anything for them: some clients do not begin without it.
    private static final String FOR_USERS = """
            "user_settings":{},"user_settings_proto":"","private_channels":[],"relationships":[],"presences":[],\
            "guild_join_requests":[],"geo_ordered_rtc_regions":["us-central"],"auth":{},"session_type":"normal",\
            "_trace":["[\\"nightjar-simulator\\",{\\"micros\\":0.0}]"]""";

    private Welcome() {}

    static EventBody ready(SimulatedSession session, List<Long> guilds, URI resumeUrl) {
        return EventBody.of("READY", """
                {"v":10,"user":%s,"guilds":[%s],"session_id":"%s","resume_gateway_url":"%s","shard":[%d,%d],\
                "application":{"id":"%d","flags":%d,"flags_new":"%d"},%s}""".formatted(
                World.bot(),
                String.join(",", guilds.stream().map(World::unavailableGuild).toList()),
                session.id(),
                resumeUrl,
                session.shard(),
                session.shards(),
                World.BOT_ID,
                session.applicationFlags(),
                session.applicationFlags(),
                FOR_USERS));
    }

    /**
     * The guilds that READY has named. Where there are several, the last is out of service, which a GUILD_DELETE says; it comes
     * first, because some clients count down to the last GUILD_CREATE.
     */
    static List<EventBody> guilds(List<Long> guilds, Intents intents) {
        List<EventBody> events = new ArrayList<>();
        List<Long> available = available(guilds);
        for (long guild : guilds.subList(available.size(), guilds.size())) {
            events.add(EventBody.of("GUILD_DELETE", World.unavailableGuild(guild)));
        }
        for (long guild : available) {
            int people = intents.showPeople() ? World.PEOPLE_SHOWN : 0;
            events.add(EventBody.of("GUILD_CREATE", World.guild(guild, World.CHANNELS, people)));
        }
        return events;
    }

    /** Those that are in service. */
    static List<Long> available(List<Long> guilds) {
        return guilds.size() < 2 ? guilds : guilds.subList(0, guilds.size() - 1);
    }
}
