package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.gateway.command.RequestChannelInfo;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestSoundboardSounds;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.ChannelInfo;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.event.Ready;
import dev.nightjar.gateway.event.Resumed;
import dev.nightjar.gateway.simulator.Client;
import dev.nightjar.gateway.simulator.Received;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands on their way out. */
@Timeout(60)
class ShardCommandTest {

    @Test
    void aPresenceWithWhichAnIdentifyWouldBeTooLongIsRefused() {
        try (Bench bench = Bench.open(config -> config)) {
            var presence = UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.PLAYING, "x".repeat(3_950)));

            assertThatThrownBy(() -> bench.shard.send(presence))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4096");
        }
    }

    @Test
    void aPresenceGoesOutAsDiscordWantsItAndAnEmptyOneClearsTheActivities() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);

            bench.shard.send(UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.COMPETING, "a race")));
            Received first = client.expect(3);
            bench.shard.send(UpdatePresence.of(Status.DO_NOT_DISTURB));

            assertThat(first.data())
                    .containsEntry("status", "online")
                    .containsEntry("since", null)
                    .containsEntry("afk", false)
                    .containsEntry("activities", List.of(Map.of("name", "a race", "type", 5)));
            assertThat(client.expect(3).data()).containsEntry("status", "dnd").containsEntry("activities", List.of());
        }
    }

    @Test
    void ofManyPresencesOnlyTheNewestGoesOutAndNoCommandWaitsForIt() {
        try (Bench bench = Bench.open()) {
            bench.identified().reset();
            Client client = bench.resuming(1);
            for (int i = 0; i < 400; i++) {
                bench.shard.send(UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.PLAYING, "game " + i)));
            }
            bench.shard.send(new UpdateVoiceState(1, 2, false, false));

            client.resumed(2);

            assertThat(client.expect(3).json()).contains("game 399");
            client.expect(4);
            client.requestBeat();
            client.expectBeat();
            assertThat(client.received())
                    .filteredOn(payload -> payload.op() == 3)
                    .hasSize(1);
        }
    }

    @Test
    void theSixthPresenceIn20SecondsWaitsAndCommandsOvertakeIt() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            for (int i = 0; i < Presence.LIMIT; i++) {
                bench.shard.send(UpdatePresence.of(Status.IDLE, Activity.of(Activity.Type.PLAYING, "game " + i)));
                client.expect(3);
            }

            bench.shard.send(UpdatePresence.of(Status.INVISIBLE));
            bench.shard.send(new UpdateVoiceState(1, 2, false, false));

            client.expect(4);
            assertThat(client.received())
                    .filteredOn(payload -> payload.op() == 3)
                    .hasSize(Presence.LIMIT);
        }
    }

    @Test
    void theNextIdentifyHasTheNewestPresence() {
        try (Bench bench = Bench.open()) {
            Client first = bench.identified();
            bench.next(Ready.class);
            bench.shard.send(UpdatePresence.of(Status.DO_NOT_DISTURB));
            first.expect(3);

            bench.shard.restartWithNewSession();

            Client second = bench.gateway.accept();
            second.hello(41_250);
            assertThat(second.expect(2).json()).contains("dnd");
        }
    }

    @Test
    void commandsThatStillWaitWhenTheShardEndsAreToldLast() {
        try (Bench bench = Bench.open()) {
            bench.gateway.accept();
            bench.shard.sendJson("{\"op\":3,\"d\":1}");
            bench.shard.sendJson("{\"op\":3,\"d\":2}");

            bench.shard.close();

            assertThat(bench.loopEnd()).isNull();
            assertThat(bench.rest().getLast())
                    .isEqualTo(new CommandsDropped(List.of("{\"op\":3,\"d\":1}", "{\"op\":3,\"d\":2}")));
        }
    }

    @Test
    void commandsThatStillWaitWhenTheShardIsSuspendedAreToldLast() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            client.reset();
            bench.gateway.accept();
            bench.shard.sendJson("{\"op\":3,\"d\":1}");

            assertThat(bench.shard.suspend()).isPresent();

            assertThat(bench.loopEnd()).isNull();
            assertThat(bench.rest().getLast()).isEqualTo(new CommandsDropped(List.of("{\"op\":3,\"d\":1}")));
        }
    }

    @Test
    void commandsGivenBeforeTheSessionIsUpGoOutInOrderAfterReady() {
        try (Bench bench = Bench.open()) {
            for (int i = 0; i < 10; i++) {
                bench.shard.sendJson("{\"op\":3,\"d\":" + i + "}");
            }
            Client client = bench.gateway.accept();
            client.hello(41_250);
            client.expect(2);
            client.requestBeat();
            client.expectBeat();
            assertThat(client.received()).noneMatch(payload -> payload.op() == 3);

            client.ready("session");

            for (int i = 0; i < 10; i++) {
                assertThat(client.expect(3).d()).isEqualTo(i);
            }
        }
    }

    @Test
    void commandsGivenWhileResumingGoOutAfterResumed() {
        try (Bench bench = Bench.open()) {
            bench.identified().reset();
            Client client = bench.resuming(1);
            bench.shard.sendJson("{\"op\":3,\"d\":1}");
            client.requestBeat();
            client.expectBeat();
            assertThat(client.received()).noneMatch(payload -> payload.op() == 3);

            client.resumed(2);

            bench.next(Resumed.class);
            client.expect(3);
        }
    }

    @Test
    void aPayloadOf4096BytesIsSentAndOneMoreIsRefusedInTheCallersStack() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            String frame = "{\"op\":3,\"d\":\"\"}";
            String most = frame.replace("\"\"", "\"" + "x".repeat(4_096 - frame.length()) + "\"");

            bench.shard.sendJson(most);

            assertThat(client.expect(3).json()).isEqualTo(most);
            assertThatThrownBy(() -> bench.shard.sendJson(most + " "))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4097");
            assertThatThrownBy(() -> bench.shard.sendJson("{\"op\":3,\"d\":\"\ud800\"}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("surrogate");
        }
    }

    @Test
    void aFullCommandQueueRefusesAndSaysSo() {
        try (Bench bench = Bench.open(config -> config.commandBuffer(3))) {
            for (int i = 0; i < 3; i++) {
                bench.shard.sendJson("{\"op\":3,\"d\":" + i + "}");
            }

            assertThatThrownBy(() -> bench.shard.sendJson("{}"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("3 commands waiting");
        }
    }

    @Test
    void aCommandOfSeveralPayloadsIsQueuedAsAWholeOrNotAtAll() {
        List<Long> guilds = LongStream.rangeClosed(1, 400).boxed().toList();
        try (Bench bench = Bench.open(config -> config.commandBuffer(3))) {
            bench.shard.sendJson("{\"op\":3,\"d\":0}");

            assertThatThrownBy(() -> bench.shard.send(RequestSoundboardSounds.of(
                            LongStream.rangeClosed(1, 600).boxed().toList())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("1 commands waiting")
                    .hasMessageContaining("allows 3");
            bench.shard.send(RequestSoundboardSounds.of(guilds.subList(0, 300)));

            Client client = bench.identified();
            client.expect(3);
            assertThat(client.expect(31).json()).startsWith("{\"op\":31,\"d\":{\"guild_ids\":[\"1\",");
            assertThat(client.expect(31).json()).endsWith(",\"300\"]}}");
            client.expectNothing(Duration.ofMillis(50));
        }
    }

    @Test
    void theSimulatedGatewayTakesEveryCommandAndAnswersIt() {
        try (SimulatedGateway gateway = SimulatedGateway.builder().raw(true).start();
                Shard shard = Shard.open(
                        ShardId.ONE,
                        GatewayConfig.builder(Bench.TOKEN)
                                .intents(Intent.GUILDS)
                                .gatewayUrl(gateway.url())
                                .build())) {
            shard.send(UpdatePresence.of(Status.IDLE));
            shard.send(UpdateVoiceState.join(1, 2));
            shard.send(UpdateVoiceState.leave(1));
            shard.send(RequestGuildMembers.byName(1, "ada", 3).withPresences());
            shard.send(RequestSoundboardSounds.of(List.of(7L)));
            shard.send(RequestChannelInfo.of(1, RequestChannelInfo.STATUS));

            List<String> names = new ArrayList<>();
            for (Event event : shard.events()) {
                names.add(event.payload().name());
                if (event instanceof ChannelInfo info) {
                    assertThat(info.guildId()).isEqualTo(1);
                    assertThat(info.channels()).hasSize(1);
                    break;
                }
            }

            assertThat(names)
                    .containsSubsequence(
                            "VOICE_STATE_UPDATE",
                            "VOICE_SERVER_UPDATE",
                            "VOICE_STATE_UPDATE",
                            "GUILD_MEMBERS_CHUNK",
                            "SOUNDBOARD_SOUNDS",
                            "CHANNEL_INFO");
            assertThat(gateway.violations()).isEmpty();
        }
    }

    @Test
    void nothingButTheBudgetGoesOutAndHeartbeatsAreNotHeldUpByIt() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            for (int i = 0; i < 200; i++) {
                bench.shard.sendJson("{\"op\":3,\"d\":" + i + "}");
            }
            // IDENTIFY was the first of the 117.
            for (int i = 0; i < 116; i++) {
                assertThat(client.expect(3).d()).isEqualTo(i);
            }

            client.requestBeat();
            client.expectBeat();

            client.expectNothing(Duration.ofMillis(100));
            CommandBudget budget = bench.shard.commandBudget();
            assertThat(budget.max()).isEqualTo(117);
            assertThat(budget.available()).isZero();
            assertThat(budget.nextFree()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(61));
        }
    }

    @Test
    void commandsThatWereNotWrittenGoOutFirstOnTheNextConnection() {
        try (Bench bench = Bench.open()) {
            Client client = bench.identified();
            bench.next(Ready.class);
            for (int i = 0; i < 200; i++) {
                bench.shard.sendJson("{\"op\":3,\"d\":" + i + "}");
            }
            for (int i = 0; i < 116; i++) {
                client.expect(3);
            }

            client.reset();

            Client second = bench.resuming(1);
            second.resumed(2);
            List<Object> sent = new ArrayList<>();
            for (int i = 116; i < 200; i++) {
                sent.add(second.expect(3).d());
            }
            assertThat(sent.getFirst()).isEqualTo(116);
            assertThat(sent.getLast()).isEqualTo(199);
        }
    }
}
