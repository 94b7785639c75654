package dev.nightjar.foreignclients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.gateway.simulator.SimulatedSession;
import discord4j.core.DiscordClient;
import discord4j.rest.request.RouterOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;

/** The bots on other libraries with which guides begin, at the simulated gateway: they do what the guides say. */
@Timeout(180)
class BotsOfGuidesTest {

    private final SimulatedGateway gateway = SimulatedGateway.start();
    private final PrintStream before = System.out;
    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();

    BotsOfGuidesTest() {
        System.setOut(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                printed.add(line);
            }
        });
    }

    @AfterEach
    void stop() {
        System.setOut(before);
        gateway.close();
    }

    @Test
    void theBotOnJda() throws InterruptedException {
        JDA jda = JdaBot.builder("token")
                .setRestConfig(new RestConfig().setBaseUrl(gateway.httpUrl() + "/api/v10/"))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return gateway.url().toString();
                    }
                })
                .build();
        try {
            jda.awaitReady();
            SimulatedSession session = gateway.awaitSession();
            Guild guild = jda.getGuilds().getFirst();
            say(session, guild.getId(), guild.getTextChannels().getFirst().getId(), "hello");
            assertThat(await("ada: ")).isEqualTo("ada: hello");

            session.faults().close(4000);

            assertThat(await("Disconnected: ")).contains("UNKNOWN_ERROR");
            await("Resumed");
        } finally {
            jda.shutdownNow();
        }
    }

    @Test
    void theBotOnDiscord4J() throws InterruptedException {
        DiscordClient client = DiscordClient.builder("MTAwMA.of.1000")
                .setExtraOptions(options -> new RouterOptions(
                        options.getToken(),
                        options.getReactorResources(),
                        options.getExchangeStrategies(),
                        options.getResponseTransformers(),
                        options.getGlobalRateLimiter(),
                        options.getRequestQueueFactory(),
                        gateway.httpUrl() + "/api/v10"))
                .build();
        Disposable bot = Discord4JBot.bot(client).subscribe();
        try {
            SimulatedSession session = gateway.awaitSession();
            say(session, "2", "3", "hello");
            await("hello");

            session.faults().reset();

            await("Resumed");
        } finally {
            bot.dispose();
        }
    }

    private static void say(SimulatedSession session, String guild, String channel, String text) {
        session.dispatch("MESSAGE_CREATE", """
                {"id":"1200000000000000000","channel_id":"%s","type":0,"content":"%s","tts":false,\
                "author":{"id":"1100000000000000000","username":"ada","discriminator":"0","global_name":null,\
                "avatar":null},"timestamp":"2026-11-01T12:00:00.000000+00:00","edited_timestamp":null,\
                "guild_id":"%s","mention_everyone":false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],\
                "components":[],"pinned":false,"flags":0}""".formatted(channel, text, guild));
    }

    private String await(String beginning) throws InterruptedException {
        while (true) {
            String line = printed.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("No line begins with: " + beginning);
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }
}
