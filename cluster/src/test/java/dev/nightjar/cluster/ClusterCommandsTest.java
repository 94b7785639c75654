package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.gateway.CommandSender;
import dev.nightjar.gateway.GatewayConfig;
import dev.nightjar.gateway.GuildMembers;
import dev.nightjar.gateway.MemberDeadline;
import dev.nightjar.gateway.MemberRequestException;
import dev.nightjar.gateway.MemberRequestException.Reason;
import dev.nightjar.gateway.Resharding;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.ShardEvent;
import dev.nightjar.gateway.ShardId;
import dev.nightjar.gateway.ShardSnapshot;
import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.command.RequestGuildMembers;
import dev.nightjar.gateway.command.RequestGuildMembers.OnRateLimit;
import dev.nightjar.gateway.command.RequestSoundboardSounds;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.command.UpdateVoiceState;
import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.Intent;
import dev.nightjar.gateway.simulator.Received;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands, member requests and the presence in a cluster of members in one process. */
@Timeout(180)
class ClusterCommandsTest {

    private static final int SHARDS = 6;
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatedGateway gateway = SimulatedGateway.builder()
            .limitIdentifies(false)
            .raw(true)
            .guilds(24)
            .start();
    private final GatewayConfig config = GatewayConfig.builder("token")
            .intents(Intent.GUILDS)
            .gatewayUrl(gateway.url())
            .presence(UpdatePresence.of(Status.DO_NOT_DISTURB))
            .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();
    private final LocalEngine engine = LocalEngine.open();
    private final List<Cluster> clusters = new CopyOnWriteArrayList<>();
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private final List<Thread> loops = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        clusters.forEach(Cluster::close);
        for (Thread loop : loops) {
            loop.join();
        }
        engine.close();
        gateway.close();
    }

    private Cluster join(String name, Duration lease) throws Exception {
        Cluster cluster = Cluster.join(ClusterConfig.builder(config, engine)
                .name(name)
                .initialShards(SHARDS)
                .lease(lease)
                .leavesAtShutdown(false)
                .identifyQueue(shard -> {})
                .build());
        clusters.add(cluster);
        loops.add(Thread.ofVirtual().start(() -> {
            for (ShardEvent next : cluster.events()) {
                if (next.event() instanceof CommandsDropped commands) {
                    dropped.addAll(commands.payloads());
                }
            }
        }));
        return cluster;
    }

    /** Three members, each with its share of the shards. */
    private List<Cluster> three() throws Exception {
        Cluster one = join("one", LEASE);
        await(() -> hasSessions(one, SHARDS));
        List<Cluster> three = List.of(one, join("two", LEASE), join("three", LEASE));
        await(() -> three.stream().allMatch(cluster -> hasSessions(cluster, SHARDS / 3)));
        return three;
    }

    /** Has the other members believe that a member has a shard, which answers as this handler does. */
    private void ghost(ShardId shard, Courier.Handler handler) throws Exception {
        var holder = new ShardRecord.Holder.Held("ghost", RecordForm.newMark(), false);
        var record = new ShardRecord(RecordForm.bot(config.token()), shard, holder, null);
        assertThat(engine.ledger().write(ShardRecord.key(shard), record.text(), Ledger.ABSENT))
                .isPresent();
        var unused = engine.courier().answer(Request.subject("ghost"), handler);
    }

    private static long guild(int shard) {
        return (long) (SHARDS + shard) << 22;
    }

    @Test
    void aPresenceThatOneMemberSendsIsShownByAllShardsAndByThoseThatIdentifyLater() throws Exception {
        List<Cluster> three = three();
        assertThat(gateway.identifies())
                .allMatch(identify -> status(identify.data().get("presence")).equals("dnd"));

        three.get(1).send(UpdatePresence.of(Status.IDLE, Activity.of(Activity.Type.PLAYING, "chess")));

        List<Received> shown = gateway.awaitReceived(OpCode.PRESENCE_UPDATE.value(), SHARDS);
        assertThat(shown)
                .hasSize(SHARDS)
                .allMatch(presence -> status(presence.d()).equals("idle"));
        three.get(2).reshard(8, new Resharding(Duration.ofSeconds(60), 1, Duration.ZERO));
        assertThat(gateway.identifies()).hasSize(SHARDS + 8);
        assertThat(gateway.identifies().subList(SHARDS, SHARDS + 8))
                .allMatch(identify -> status(identify.data().get("presence")).equals("idle"));
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void theNewestPresenceCountsWhicheverMemberSendsIt() throws Exception {
        Cluster one = join("one", LEASE);
        one.send(UpdatePresence.of(Status.IDLE));
        Cluster two = join("two", LEASE);
        two.send(UpdatePresence.of(Status.INVISIBLE));
        one.send(UpdatePresence.of(Status.ONLINE));

        await(() -> gateway.received().stream()
                        .filter(received -> received.op() == OpCode.PRESENCE_UPDATE.value()
                                || received.op() == OpCode.IDENTIFY.value())
                        .filter(received -> status(
                                        received.op() == OpCode.IDENTIFY.value()
                                                ? received.data().get("presence")
                                                : received.d())
                                .equals("online"))
                        .count()
                >= SHARDS);
    }

    @Test
    void aPresenceThatIsNotThisBotsIsNotReplacedAndAPresenceThatIsTooLongIsRefused() throws Exception {
        Cluster one = join("one", LEASE);
        assertThat(engine.ledger().write(PresenceRecord.KEY, "garbage", Ledger.ABSENT))
                .isPresent();

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> one.send(UpdatePresence.of(Status.IDLE)))
                .withMessageContaining("The record bot.presence is refused");
        UpdatePresence tooLong = UpdatePresence.of(Status.IDLE, Activity.of(Activity.Type.PLAYING, "x".repeat(5_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> one.send(tooLong)).withMessageContaining("4096");
        assertThat(engine.ledger().read(PresenceRecord.KEY).orElseThrow().value())
                .isEqualTo("garbage");
    }

    @Test
    void membersAreGivenBackWhicheverMemberHasTheShard() throws Exception {
        List<Cluster> three = three();

        for (int shard = 0; shard < SHARDS; shard++) {
            GuildMembers all = three.get(0)
                    .requestMembers(RequestGuildMembers.all(guild(shard)).withPresences(), PATIENCE);

            assertThat(all.guildId()).isEqualTo(guild(shard));
            assertThat(all.members()).hasSize(2_500).doesNotHaveDuplicates();
            assertThat(all.presences()).hasSize(2_500);
        }
        GuildMembers none =
                three.get(1).requestMembers(RequestGuildMembers.byIds(guild(0), List.of(1L, -1L)), PATIENCE);
        assertThat(none.notFound()).containsExactly(1L, -1L);
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void aMemberRequestThatFailsAtAnotherMemberFailsWithTheSameReason() throws Exception {
        for (Cluster asking : three()) {
            asking.requestMembers(RequestGuildMembers.all(guild(0) + clusters.indexOf(asking)), PATIENCE);

            for (Cluster again : clusters) {
                MemberRequestException e = catchThrowableOfType(
                        MemberRequestException.class,
                        () -> again.requestMembers(
                                RequestGuildMembers.all(guild(0) + clusters.indexOf(asking)),
                                MemberDeadline.of(PATIENCE),
                                OnRateLimit.FAIL));

                assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
                assertThat(e.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(30));
            }
        }
    }

    @Test
    void aMemberRequestIsMadeOnceMoreWhenTheShardHasLeftItsMemberMeanwhile() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        String chunk = "{\"op\":0,\"t\":\"GUILD_MEMBERS_CHUNK\",\"s\":1,\"d\":{\"guild_id\":\"" + guild(3)
                + "\",\"members\":[{\"user\":{\"id\":\"1\",\"username\":\"\u00e4\"}}],\"chunk_index\":0,"
                + "\"chunk_count\":1}}";
        byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
        int half = chunk.indexOf('\u00e4') + 1; // within a character
        ghost(new ShardId(3, SHARDS), text -> {
            if (Request.read(text) instanceof Request.Fetch fetch) {
                if (begun.get() == 1) {
                    return new Reply.NotHere().text();
                }
                Reply reply = fetch.chunk() == 1
                        ? new Reply.Done()
                        : Reply.Piece.of(bytes, fetch.from(), fetch.from() == 0 ? half : bytes.length);
                return reply.text();
            }
            begun.incrementAndGet();
            return new Reply.Done().text();
        });
        Cluster one = join("one", Duration.ofMinutes(1));

        GuildMembers members = one.requestMembers(RequestGuildMembers.all(guild(3)), PATIENCE);

        assertThat(members.members()).hasSize(1);
        assertThat(begun).hasValue(2);
    }

    @Test
    void aMemberRequestForAShardThatMovesTwiceOrThatNobodyHasFailsWithASentence() throws Exception {
        ghost(
                new ShardId(3, SHARDS),
                text -> (Request.read(text) instanceof Request.Fetch ? new Reply.NotHere() : new Reply.Done()).text());
        Cluster one = join("one", Duration.ofMinutes(1));

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> one.requestMembers(RequestGuildMembers.all(guild(3)), PATIENCE))
                .withMessageContaining("moved twice");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> one.requestMembers(RequestGuildMembers.all(guild(4)), PATIENCE))
                .withMessageContaining("nobody has it");
    }

    @Test
    void whatAMemberAnswersInsteadOfAnAnswerIsShownToTheOneWhoAsks() throws Exception {
        List<String> answers = new CopyOnWriteArrayList<>(List.of(
                new Reply.Refused("I have no hands").text(),
                "what?",
                "{\"reply\":\"piece\"}",
                new Reply.Wait().text()));
        ghost(new ShardId(3, SHARDS), text -> answers.removeFirst());
        Cluster one = join("one", Duration.ofMinutes(1));

        for (String shown : List.of("I have no hands", "must be JSON", "no answer that this version knows", "wait")) {
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> one.send(new UpdateVoiceState(guild(3), 1, false, false)))
                    .withMessageContaining("ghost")
                    .withMessageContaining(shown);
        }
        // It throws from now on, so there is no answer at all.
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> one.send(new UpdateVoiceState(guild(3), 1, false, false)))
                .withMessageContaining("may not have arrived");
    }

    @Test
    void aRequestThatAMemberCannotReadOrDoIsAnsweredWithASentence() throws Exception {
        Cluster one = join("one", LEASE);
        await(() -> hasSessions(one, SHARDS));

        assertThat(ask("garbage")).isEqualTo(new Reply.Refused("A request must be JSON"));
        assertThat(ask("{\"ask\":\"dance\"}").toString()).contains("does not know what it is asked for");
        assertThat(ask("{\"ask\":\"take\",\"shard\":[9,6]}").toString()).contains("9");
        assertThat(ask(new Request.Send(new ShardId(0, 7), List.of("{}")).text()))
                .isEqualTo(new Reply.NotHere());
        assertThat(ask(new Request.Send(new ShardId(0, SHARDS), List.of("x".repeat(4_097))).text())
                        .toString())
                .contains("4096");
        assertThat(ask(new Request.Fetch(new ShardId(0, SHARDS), RecordForm.newMark(), 0, 0).text()))
                .isEqualTo(new Reply.NotHere());
    }

    @Test
    void aMemberKeeps16AnswersAndThoseThatWereFetchedMakeRoom() throws Exception {
        Cluster one = join("one", LEASE);
        await(() -> hasSessions(one, SHARDS));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String id = RecordForm.newMark();
            ids.add(id);
            assertThat(ask(find(id))).isEqualTo(new Reply.Done());
        }

        assertThat(ask(find(RecordForm.newMark())).toString()).contains("one runs 16 member requests");

        ShardId shard = new ShardId(0, SHARDS);
        String id = ids.get(7);
        await(() -> askQuietly(new Request.Fetch(shard, id, 0, 0).text()) instanceof Reply.Piece);
        assertThat(ask(new Request.Fetch(shard, id, 0, 1_000_000).text()).toString())
                .contains("but was to be fetched from 1000000");
        assertThat(ask(new Request.Fetch(shard, id, 2, 0).text()).toString()).contains("can be fetched, but not 2");
        await(() -> askQuietly(new Request.Fetch(shard, id, 1, 0).text()) instanceof Reply.Done);
        assertThat(ask(new Request.Fetch(shard, id, 0, 0).text()).toString()).contains("can be fetched, but not 0");
        assertThat(ask(new Request.Fetch(shard, id, 1, 0).text())).isEqualTo(new Reply.Done());
        assertThat(ask(find(RecordForm.newMark()))).isEqualTo(new Reply.Done());
        assertThat(ask(find(RecordForm.newMark())).toString()).contains("one runs 16 member requests");
        assertThat(ask(new Request.Fetch(shard, id, 1, 0).text())).isEqualTo(new Reply.NotHere());
    }

    private static String find(String id) {
        return new Request.Members(
                        new ShardId(0, SHARDS),
                        id,
                        RequestGuildMembers.byName(guild(0), "ada", 5),
                        MemberDeadline.of(PATIENCE),
                        OnRateLimit.WAIT)
                .text();
    }

    private Reply ask(String request) throws Exception {
        return Reply.read(
                engine.courier().ask(Request.subject("one"), request, PATIENCE).orElseThrow());
    }

    private Reply askQuietly(String request) {
        try {
            return ask(request);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anyPayloadGoesToWhoeverHasTheShardUnlessItIsTooLong() throws Exception {
        Cluster asking = three().get(2);

        for (int shard = 0; shard < SHARDS; shard++) {
            asking.sendJson(
                    guild(shard),
                    "{\"op\":4,\"d\":{\"guild_id\":\"" + guild(shard)
                            + "\",\"channel_id\":null,\"self_mute\":false,\"self_deaf\":false}}");
        }

        assertThat(gateway.awaitReceived(OpCode.VOICE_STATE_UPDATE.value(), SHARDS))
                .extracting(received -> received.data().get("guild_id"))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, SHARDS)
                        .mapToObj(shard -> String.valueOf(guild((int) shard)))
                        .toList());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking.sendJson(guild(0), "x".repeat(4_097)))
                .withMessageContaining("4097");
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void aCommandOfManyPayloadsReachesAnotherMember() throws Exception {
        List<Cluster> three = three();
        int shard = three.get(0).shards().getFirst().id().number();
        List<Long> guilds = LongStream.range(1, 8_000)
                .mapToObj(number -> (number * SHARDS + shard) << 22)
                .toList();

        three.get(1).send(new RequestSoundboardSounds(guilds));

        int payloads =
                CommandSender.payloads(new RequestSoundboardSounds(guilds)).size();
        assertThat(payloads).isGreaterThan(40);
        assertThat(gateway.awaitReceived(OpCode.REQUEST_SOUNDBOARD_SOUNDS.value(), payloads).stream()
                        .flatMap(received ->
                                received.data().get("guild_ids") instanceof List<?> ids ? ids.stream() : null))
                .hasSize(guilds.size());
    }

    @Test
    void aCommandThatWaitsForItsTurnWhenItsShardMovesIsNamedToTheLoop() throws Exception {
        Cluster one = join("one", LEASE);
        await(() -> hasSessions(one, SHARDS));
        int commands = 200; // more than a shard sends in a minute
        for (int shard = 0; shard < SHARDS; shard++) {
            for (int command = 1; command <= commands; command++) {
                one.send(new UpdateVoiceState(guild(shard), command, false, false));
            }
        }

        Cluster two = join("two", LEASE);
        await(() -> hasSessions(two, SHARDS / 2));
        one.leave();

        await(() -> hasSessions(two, SHARDS));
        await(() -> {
            Set<String> known = new HashSet<>(dropped);
            gateway.received().stream()
                    .filter(received -> received.op() == OpCode.VOICE_STATE_UPDATE.value())
                    .forEach(received -> known.add(received.json()));
            return known.size() == SHARDS * commands;
        });
        assertThat(dropped).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aSenderSendsAndAsksAsItsClusterAndKeepsAnInterrupt() throws Exception {
        ghost(new ShardId(3, SHARDS), text -> {
            Thread.sleep(Duration.ofDays(1));
            return text;
        });
        Cluster one = join("one", Duration.ofSeconds(30)); // until then the ghost is alive
        await(() -> hasSessions(one, SHARDS - 1));
        CommandSender sender = one.sender();

        sender.send(new UpdateVoiceState(guild(0), 1, false, false));
        GuildMembers found = sender.requestMembers(
                RequestGuildMembers.byName(guild(0), "ada", 5), MemberDeadline.of(PATIENCE), OnRateLimit.FAIL);

        assertThat(gateway.awaitReceived(OpCode.VOICE_STATE_UPDATE.value(), 1)).hasSize(1);
        assertThat(found.members()).hasSize(5);
        assertThat(sender).hasToString("sender of " + one);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> sender.send(new UpdateVoiceState(guild(3), 1, false, false)))
                .withMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aMemberCountsWhatItGivesTakesAndFindsDead() throws Exception {
        ghost(new ShardId(3, SHARDS), text -> text);
        Cluster one = join("one", LEASE);
        await(() -> hasSessions(one, SHARDS));
        Cluster two = join("two", LEASE);
        await(() -> hasSessions(one, 3) && hasSessions(two, 3));
        await(() -> one.stats().members() == 2 && two.stats().members() == 2);

        assertThat(one.stats()).isEqualTo(new ClusterStats(2, SHARDS, 3, 3, 0, 1, 0, 0, 0, 0));
        assertThat(two.stats()).isEqualTo(new ClusterStats(2, SHARDS, 3, 0, 3, 0, 0, 0, 0, 0));
        assertThat(two.snapshot())
                .extracting(ShardSnapshot::id)
                .containsExactlyElementsOf(two.shards().stream().map(Shard::id).toList());
    }

    private static String status(@Nullable Object presence) {
        return presence instanceof Map<?, ?> fields ? String.valueOf(fields.get("status")) : "none";
    }

    /** Whether this member has so many shards, and its loop has had the READY of each. */
    private static boolean hasSessions(Cluster cluster, int shards) {
        List<Shard> own = cluster.shards();
        return own.size() == shards
                && own.stream().allMatch(shard -> shard.session().isPresent());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(Duration.ofMillis(5));
        }
    }
}
