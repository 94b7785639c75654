package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which intent brings which event, beside the list of Discord's documentation. */
class IntentEventsTest {

    /** Each event with the bits of its intents. */
    private static final String DOCUMENTED = """
            READY
            RESUMED
            RATE_LIMITED
            APPLICATION_COMMAND_PERMISSIONS_UPDATE
            AUTO_MODERATION_RULE_CREATE 20
            AUTO_MODERATION_RULE_UPDATE 20
            AUTO_MODERATION_RULE_DELETE 20
            AUTO_MODERATION_ACTION_EXECUTION 21
            CHANNEL_CREATE 0
            CHANNEL_UPDATE 0
            CHANNEL_DELETE 0
            CHANNEL_INFO
            CHANNEL_PINS_UPDATE 0 12
            THREAD_CREATE 0
            THREAD_UPDATE 0
            THREAD_DELETE 0
            THREAD_LIST_SYNC 0
            THREAD_MEMBER_UPDATE 0
            THREAD_MEMBERS_UPDATE 0 1
            ENTITLEMENT_CREATE
            ENTITLEMENT_UPDATE
            ENTITLEMENT_DELETE
            GUILD_CREATE 0
            GUILD_UPDATE 0
            GUILD_DELETE 0
            GUILD_AUDIT_LOG_ENTRY_CREATE 2
            GUILD_BAN_ADD 2
            GUILD_BAN_REMOVE 2
            GUILD_EMOJIS_UPDATE 3
            GUILD_STICKERS_UPDATE 3
            GUILD_SOUNDBOARD_SOUND_CREATE 3
            GUILD_SOUNDBOARD_SOUND_UPDATE 3
            GUILD_SOUNDBOARD_SOUND_DELETE 3
            GUILD_SOUNDBOARD_SOUNDS_UPDATE 3
            SOUNDBOARD_SOUNDS
            GUILD_INTEGRATIONS_UPDATE 4
            INTEGRATION_CREATE 4
            INTEGRATION_UPDATE 4
            INTEGRATION_DELETE 4
            GUILD_MEMBER_ADD 1
            GUILD_MEMBER_UPDATE 1
            GUILD_MEMBER_REMOVE 1
            GUILD_MEMBERS_CHUNK
            GUILD_JOIN_REQUEST_CREATE 2
            GUILD_JOIN_REQUEST_UPDATE 2
            GUILD_JOIN_REQUEST_DELETE 2
            GUILD_ROLE_CREATE 0
            GUILD_ROLE_UPDATE 0
            GUILD_ROLE_DELETE 0
            GUILD_SCHEDULED_EVENT_CREATE 16
            GUILD_SCHEDULED_EVENT_UPDATE 16
            GUILD_SCHEDULED_EVENT_DELETE 16
            GUILD_SCHEDULED_EVENT_USER_ADD 16
            GUILD_SCHEDULED_EVENT_USER_REMOVE 16
            GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE 16
            GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE 16
            GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE 16
            INTERACTION_CREATE
            INVITE_CREATE 6
            INVITE_DELETE 6
            MESSAGE_CREATE 9 12
            MESSAGE_UPDATE 9 12
            MESSAGE_DELETE 9 12
            MESSAGE_DELETE_BULK 9
            MESSAGE_REACTION_ADD 10 13
            MESSAGE_REACTION_REMOVE 10 13
            MESSAGE_REACTION_REMOVE_ALL 10 13
            MESSAGE_REACTION_REMOVE_EMOJI 10 13
            MESSAGE_POLL_VOTE_ADD 24 25
            MESSAGE_POLL_VOTE_REMOVE 24 25
            PRESENCE_UPDATE 8
            STAGE_INSTANCE_CREATE 0
            STAGE_INSTANCE_UPDATE 0
            STAGE_INSTANCE_DELETE 0
            SUBSCRIPTION_CREATE
            SUBSCRIPTION_UPDATE
            SUBSCRIPTION_DELETE
            TYPING_START 11 14
            USER_UPDATE
            VOICE_CHANNEL_EFFECT_SEND 7
            VOICE_CHANNEL_STATUS_UPDATE 0
            VOICE_CHANNEL_START_TIME_UPDATE 0
            VOICE_STATE_UPDATE 7
            VOICE_SERVER_UPDATE
            WEBHOOKS_UPDATE 5
            """;

    private final Map<EventType, Set<Integer>> documented = new TreeMap<>(DOCUMENTED
            .lines()
            .map(line -> List.of(line.split(" ")))
            .collect(Collectors.toMap(
                    line -> EventType.valueOf(line.getFirst()),
                    line -> line.stream().skip(1).map(Integer::valueOf).collect(Collectors.toSet()))));

    @Test
    void everyEventSaysItsIntents() {
        documented.forEach((event, bits) -> assertThat(event.intents())
                .as(event.name())
                .allMatch(intent -> intent.events().contains(event))
                .map(intent -> Integer.numberOfTrailingZeros(intent.mask()))
                .containsExactlyInAnyOrderElementsOf(bits));
        assertThat(documented.keySet()).isEqualTo(EnumSet.range(EventType.READY, EventType.WEBHOOKS_UPDATE));
        assertThat(EventType.UNKNOWN.intents()).isEmpty();
    }

    @Test
    void everyIntentSaysItsEvents() {
        for (Intent intent : Intent.values()) {
            int bit = Integer.numberOfTrailingZeros(intent.mask());
            assertThat(intent.events())
                    .as(intent.name())
                    .containsExactlyElementsOf(documented.keySet().stream()
                            .filter(event ->
                                    documented.getOrDefault(event, Set.of()).contains(bit))
                            .toList());
        }
    }

    @Test
    void theIntentsOfSeveralEventsAreThoseOfEach() {
        assertThat(Intent.bringing(List.of(EventType.GUILD_BAN_ADD, EventType.MESSAGE_CREATE, EventType.READY)))
                .containsExactly(Intent.GUILD_MODERATION, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES);
    }

    @Test
    void theTableOfEventsIsComplete() throws Exception {
        String source = Files.readString(Path.of("src/main/java/dev/nightjar/gateway/event/Event.java"));

        documented.forEach((event, bits) -> assertThat(source).contains(row(event)));
    }

    private static String row(EventType event) {
        String record = Arrays.stream(event.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        String intents =
                Intent.bringing(Set.of(event)).stream().map(Intent::name).collect(Collectors.joining(" or "));
        return "<tr><td>{@link " + record + "}</td><td>" + (intents.isEmpty() ? "none" : intents) + "</td></tr>";
    }
}
