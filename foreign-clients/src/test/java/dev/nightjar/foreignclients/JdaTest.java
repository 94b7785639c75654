package dev.nightjar.foreignclients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import dev.nightjar.gateway.simulator.Violation;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bot on JDA, which knows nothing of this project, at the simulated gateway. */
@Timeout(180)
class JdaTest {

    // Three guilds, and one that is out of service.
    private final SimulatedGateway gateway =
            SimulatedGateway.builder().guilds(4).start();
    private final BlockingQueue<GenericEvent> events = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aBotOnJdaGetsReadyWithThreeGuildsAndSurvivesEveryEndOfAConnection() throws InterruptedException {
        gateway.faults().splitFrames(true);
        JDA jda = logIn();
        try {
            await(ReadyEvent.class);
            SimulatedSession session = gateway.awaitSession();
            assertThat(jda.getGuilds()).hasSize(3).allSatisfy(JdaTest::isWhole);
            assertThat(jda.retrieveApplicationInfo().complete().getId())
                    .isEqualTo(jda.getSelfUser().getApplicationId());

            session.faults().reconnect();
            awaitResume(jda, session, 1);

            session.faults().reset();
            awaitResume(jda, session, 2);

            session.faults().eof();
            awaitResume(jda, session, 3);

            session.faults().invalidSession(true);
            awaitResume(jda, session, 4);

            session.faults().invalidSession(false);
            await(SessionRecreateEvent.class);
            SimulatedSession next = gateway.awaitSession();
            assertThat(session.isAlive()).isFalse();
            assertThat(jda.getGuilds()).hasSize(3).allSatisfy(JdaTest::isWhole);
            say(jda, next, "still here");
            // Its first heartbeat of a new session has the sequence of the old one, to which Discord does not object
            // either.
            assertThat(gateway.violations())
                    .extracting(Violation::reason)
                    .allMatch(reason -> reason.startsWith("A heartbeat"));
        } finally {
            jda.shutdownNow();
        }
        assertThat(jda.awaitShutdown(30, TimeUnit.SECONDS)).isTrue();
    }

    private JDA logIn() {
        return JDABuilder.create("token", GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfig(new RestConfig().setBaseUrl(gateway.httpUrl() + "/api/v10/"))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return gateway.url().toString();
                    }
                })
                .setCompression(Compression.ZLIB)
                .setChunkingFilter(ChunkingFilter.ALL)
                .setMemberCachePolicy(MemberCachePolicy.ALL)
                .addEventListeners((EventListener) events::add)
                .build();
    }

    /** A guild has all of its members, the bot among them, and its channels. */
    private static void isWhole(Guild guild) {
        assertThat(guild.getMembers()).hasSize(guild.getMemberCount());
        assertThat(guild.getSelfMember().getUser().isBot()).isTrue();
        assertThat(guild.getTextChannels()).hasSize(3);
        assertThat(guild.getVoiceChannels())
                .singleElement()
                .satisfies(channel -> assertThat(channel.getBitrate()).isEqualTo(64_000));
    }

    private void awaitResume(JDA jda, SimulatedSession session, int count) throws InterruptedException {
        session.awaitResumes(count);
        await(SessionResumeEvent.class);
        say(jda, session, "resume " + count);
    }

    /** Sends a message in one of the bot's guilds, which must arrive. */
    private void say(JDA jda, SimulatedSession session, String text) throws InterruptedException {
        Guild guild = jda.getGuilds().getFirst();
        session.dispatch("MESSAGE_CREATE", """
                {"id":"1200000000000000000","channel_id":"%s","guild_id":"%s","type":0,"content":"%s","tts":false,\
                "author":{"id":"1100000000000000000","username":"ada","discriminator":"0","global_name":null,\
                "avatar":null},"member":{"roles":[],"joined_at":"2025-03-01T12:00:00.000000+00:00","deaf":false,\
                "mute":false,"flags":0},"timestamp":"2026-11-01T12:00:00.000000+00:00","edited_timestamp":null,\
                "mention_everyone":false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],\
                "components":[],"pinned":false,"flags":0}""".formatted(
                        guild.getTextChannels().getFirst().getId(), guild.getId(), text));

        assertThat(await(MessageReceivedEvent.class).getMessage().getContentRaw())
                .isEqualTo(text);
    }

    /** The next event of a kind; others before it are dropped. */
    private <T extends GenericEvent> T await(Class<T> kind) throws InterruptedException {
        while (true) {
            GenericEvent event = events.poll(60, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("Waited for " + kind + "; violations " + gateway.violations());
            }
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }
}
