package dev.nightjar.gateway.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.event.CommandsDropped;
import dev.nightjar.gateway.event.ConnectFailed;
import dev.nightjar.gateway.event.Connected;
import dev.nightjar.gateway.event.Disconnected;
import dev.nightjar.gateway.event.Event;
import dev.nightjar.gateway.event.IdentifyDelayed;
import dev.nightjar.gateway.event.LifecycleEvent;
import dev.nightjar.gateway.event.Payload;
import dev.nightjar.gateway.event.SessionInvalidated;
import dev.nightjar.gateway.event.SessionStoreFailed;
import dev.nightjar.gateway.event.ShardFailed;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program prints that the README's first command runs. */
class EventLineTest {

    private static final Path SAMPLES = Path.of("src/test/resources/dev/nightjar/gateway/event");

    @ParameterizedTest
    @MethodSource("samples")
    void eachEventHasSomethingOfItsOwnOnItsLine(Path sample) throws IOException {
        Event event = Payload.of(Files.readAllBytes(sample)).event();
        String head = "%6d  %-24s "
                .formatted(event.payload().sequence(), event.payload().name());

        String line = new EventLine().of(event);

        assertThat(line).startsWith(head).doesNotContain("null", "\n");
        assertThat(line.substring(head.length())).isNotBlank().doesNotEndWith(" bytes");
    }

    private static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @Test
    void eachEventOfTheShardItselfSaysWhatHasHappened() {
        var cause = new IllegalStateException("the cause");
        List<LifecycleEvent> events = List.of(
                new Connected(Payload.EMPTY, URI.create("ws://127.0.0.1:1"), Duration.ofMillis(41_250), true),
                new ConnectFailed(
                        URI.create("ws://127.0.0.1:1"), ConnectFailed.Reason.REFUSED, cause, Duration.ofSeconds(2)),
                new Disconnected(
                        Disconnected.Cause.CONNECTION_LOST, 1006, "reset", Disconnected.Next.RESUME, Duration.ZERO),
                new SessionInvalidated(Payload.EMPTY, "session", "too old"),
                new SessionStoreFailed(SessionStoreFailed.Action.SAVE, cause),
                new IdentifyDelayed(IdentifyDelayed.Reason.OTHER_SHARDS, Duration.ofSeconds(5)),
                new CommandsDropped(List.of("{}")),
                new ShardFailed(cause));
        EventLine line = new EventLine();

        assertThat(events.stream().map(line::of))
                .containsExactly(
                        "connected to ws://127.0.0.1:1, with a heartbeat every 41.25 s, to resume",
                        "could not connect, again in 2 s: the cause",
                        "disconnected by TRANSPORT with 1006 (reset), next: RESUME",
                        "the session has ended: too old",
                        "the session store did not SAVE: the cause",
                        "waits for its turn to identify: OTHER_SHARDS, for 5 s",
                        "commands that were not sent: 1",
                        "the shard has ended: the cause");
        assertThat(events.stream().map(Object::getClass))
                .containsAll(Arrays.stream(LifecycleEvent.class.getPermittedSubclasses())
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .toList());
    }

    @Test
    void anIdIsShownAsTheNameThatAnEventHasToldBefore() {
        EventLine line = new EventLine();
        Event typing = event("TYPING_START", "{'channel_id':'11','guild_id':'10','user_id':'5','timestamp':1}");

        String before = line.of(typing);
        line.of(event("GUILD_CREATE", """
                {'id':'10','name':'Night Owls','member_count':1,'members':[],'joined_at':'2026-11-01T00:00:00Z',\
                'channels':[{'id':'11','type':0,'name':'general'}]}"""));
        line.of(event("GUILD_MEMBER_ADD", """
                {'guild_id':'10','user':{'id':'5','username':'ada.berg','global_name':'Ada Berg'},'roles':[]}"""));

        assertThat(before).endsWith("user 5 types in channel 11 of guild 10");
        assertThat(line.of(typing)).endsWith("Ada Berg types in #general of Night Owls");
    }

    @Test
    void whatSomebodyHasWrittenStaysOnItsLineAndCannotSteerTheTerminal() {
        String text = "first\\nsecond \\u001b[2J\\u202e" + "x".repeat(100);

        String line = new EventLine().of(event("MESSAGE_CREATE", """
                {'id':'1','channel_id':'2','author':{'id':'5','username':'ada'},'content':'%s'}""".formatted(text)));

        assertThat(line)
                .contains("ada in direct messages: first second [2J xxx")
                .endsWith("xxx…")
                .hasSizeLessThan(140);
        assertThat(line).doesNotContainPattern("[\\p{Cc}\\u202e]");
    }

    /** A dispatch with this data, in which single quotes stand for double ones. */
    private static Event event(String type, String data) {
        String json = "{'t':'%s','s':1,'op':0,'d':%s}".formatted(type, data);
        return Payload.of(json.replace('\'', '"').getBytes(UTF_8)).event();
    }
}
