package dev.nightjar.gateway.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The stream of events, which people read as well. */
class EventGeneratorTest {

    private static final int POOL = 1_500;
    private static final List<Long> GUILDS = World.guildsOf(0, 1, 2);

    @Test
    void noTwoPeopleHaveOneUsername() {
        assertThat(IntStream.rangeClosed(0, World.PEOPLE).mapToObj(World::memberName))
                .hasSize(World.MEMBERS)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.equals(name.strip()) && !name.isEmpty());
    }

    @Test
    void whoTypesIsTheNextToSaySomethingAndSaysItInThatChannel() throws IOException {
        int said = 0;
        Map<String, @Nullable Object> typing = Map.of();
        for (Map<String, @Nullable Object> event : events()) {
            Map<String, @Nullable Object> data = data(event);
            if ("TYPING_START".equals(event.get("t"))) {
                typing = data;
            } else if ("MESSAGE_CREATE".equals(event.get("t")) && !typing.isEmpty()) {
                assertThat(data).containsEntry("channel_id", typing.get("channel_id"));
                assertThat(Received.objectOf(data.get("author"))).containsEntry("id", typing.get("user_id"));
                typing = Map.of();
                said++;
            }
        }

        assertThat(said).isGreaterThan(50);
    }

    @Test
    void aReactionIsForTheMessageBeforeItAndItsAuthor() throws IOException {
        int reactions = 0;
        Map<String, @Nullable Object> message = Map.of();
        for (Map<String, @Nullable Object> event : events()) {
            Map<String, @Nullable Object> data = data(event);
            if ("MESSAGE_CREATE".equals(event.get("t"))) {
                message = data;
            } else if ("MESSAGE_REACTION_ADD".equals(event.get("t")) && !message.isEmpty()) {
                assertThat(data)
                        .containsEntry("message_id", message.get("id"))
                        .containsEntry("channel_id", message.get("channel_id"))
                        .containsEntry(
                                "message_author_id",
                                Received.objectOf(message.get("author")).get("id"));
                reactions++;
            }
        }

        assertThat(reactions).isGreaterThan(50);
    }

    @Test
    void messagesAreOfManyScriptsAndEveryOneIsASentence() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Map<String, @Nullable Object> event : events()) {
            if ("MESSAGE_CREATE".equals(event.get("t"))) {
                texts.add(String.valueOf(data(event).get("content")));
            }
        }

        assertThat(texts).allMatch(text -> text.length() > 3 && text.equals(text.strip()));
        assertThat(texts.stream()
                        .flatMapToInt(String::codePoints)
                        .filter(Character::isLetter)
                        .mapToObj(Character.UnicodeScript::of)
                        .distinct())
                .contains(
                        Character.UnicodeScript.LATIN,
                        Character.UnicodeScript.CYRILLIC,
                        Character.UnicodeScript.GREEK,
                        Character.UnicodeScript.DEVANAGARI,
                        Character.UnicodeScript.HIRAGANA,
                        Character.UnicodeScript.HANGUL,
                        Character.UnicodeScript.HAN);
    }

    private static List<Map<String, @Nullable Object>> events() throws IOException {
        EventGenerator generator = EventGenerator.of(0, 1, GUILDS, new Intents(Intent.all()), 1);
        List<Map<String, @Nullable Object>> events = new ArrayList<>();
        for (int number = 1; number <= POOL; number++) {
            events.add(JSON.std.mapFrom(new String(generator.next().json(number), UTF_8)));
        }
        return events;
    }

    private static Map<String, @Nullable Object> data(Map<String, @Nullable Object> event) {
        return Received.objectOf(Objects.requireNonNull(event.get("d")));
    }
}
