package dev.nightjar.gateway.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of records, in all orders that they may come in and however their names are written. */
class FieldOrderTest {

    private static final long SEED = 20_261_126;
    private static final int DEADLINE_SECONDS = 120;

    private record Envelope() {}

    private record Owl(
            @Nullable String name,
            @Nullable String names,
            int n,
            long communicationDisabledUntil,
            List<Owl> young,
            @Nullable Owl mate,
            boolean awake) {}

    private static final Owl OWL = new Owl(
            "Nell",
            "Nelly",
            7,
            1164000000000000001L,
            List.of(new Owl("Ned", null, 0, 0, List.of(), null, false)),
            new Owl(null, null, 1, 0, List.of(), null, false),
            true);

    private static final List<String> FIELDS = List.of(
            "\"name\":\"Nell\"",
            "\"names\":\"Nelly\"",
            "\"n\":7",
            "\"communication_disabled_until\":\"1164000000000000001\"",
            "\"young\":[{\"name\":\"Ned\"}]",
            "\"mate\":{\"n\":1}",
            "\"awake\":true");

    private static final List<String> UNKNOWN = List.of(
            "\"\":1",
            "\"nam\":1",
            "\"nam\\\"e\":1",
            "\"namer\":{\"name\":\"x\"}",
            "\"name \":[1]",
            "\"communication_disabled_unti\":1",
            "\"communication_disabled_untie\":1",
            "\"mäte\":1",
            "\"1164000000000000001\":\"\\n\"");

    private final Decoder<Envelope> decoder = new Decoder<>(Envelope.class, new Envelope(), type -> null);

    @Test
    void theOrderMakesNoDifference() throws IOException {
        var random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            var fields = new ArrayList<>(FIELDS);
            if (random.nextBoolean()) {
                fields.addAll(UNKNOWN);
            }
            if (random.nextInt(3) > 0) {
                Collections.shuffle(fields, random);
            }

            assertThat(read("{" + String.join(",", fields) + "}"))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(OWL);
        }
    }

    @Test
    void theLastOfTwoWithOneNameCounts() throws IOException {
        assertThat(read("{\"n\":1,\"n\":2,\"name\":\"a\",\"n\":3}").n()).isEqualTo(3);
        assertThat(read("{\"n\":1,\"n\":null}").n()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":7}",
                "{ \"n\" : 7 }",
                "{\"n\" :7}",
                "{\"n\":\n7}",
                "{\t\"n\"\r\n:\t7 , \"x\" : 1}",
                "{\"\\u006e\":7}",
                "{\"\\u006E\":7}",
                "{\"x\":1,\"n\":7}",
                "{\"name\":null,\"n\":7}"
            })
    void aNameIsFoundHoweverItIsWritten(String json) throws IOException {
        for (String before : List.of("{\"n\":1}", "{\"name\":\"a\",\"n\":1}", "{\"mate\":{},\"name\":\"a\"}")) {
            read(before);

            assertThat(read(json).n()).isEqualTo(7);
        }
    }

    @Test
    void aNameThatOnlyBeginsLikeTheExpectedOneIsAnother() throws IOException {
        read("{\"name\":\"a\",\"names\":\"b\"}");

        assertThat(read("{\"names\":\"b\",\"name\":\"a\"}").names()).isEqualTo("b");
        assertThat(read("{\"nam\":\"a\",\"namesx\":\"b\"}"))
                .isEqualTo(new Owl(null, null, 0, 0, List.of(), null, false));
    }

    @Test
    void threadsWithOrdersOfTheirOwnReadTheSame() throws Exception {
        List<String> reversed = FIELDS.reversed();
        var tasks = new ArrayList<Callable<Integer>>();
        for (List<String> order : List.of(FIELDS, reversed, FIELDS, reversed)) {
            String json = "{" + String.join(",", order) + "}";
            tasks.add(() -> {
                int wrong = 0;
                for (int i = 0; i < 10_000; i++) {
                    wrong += read(json).equals(OWL) ? 0 : 1;
                }
                return wrong;
            });
        }

        try (var threads = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Integer> wrong : threads.invokeAll(tasks, DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                assertThat(wrong.get()).isZero();
            }
        }
    }

    @Test
    void aTableFindsItsNamesAndNoOthers() {
        List<String> names =
                List.of("", "a", "b", "aa", "ab", "ba", "a long name of more than sixteen bytes", "ü", "猫");
        var numbers = new HashMap<String, Integer>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        var table = new Names(numbers);

        for (String name : names) {
            assertThat(number(table, name)).as(name).isEqualTo(numbers.get(name));
            assertThat(number(table, name + "x")).as(name).isEqualTo(Names.UNKNOWN);
        }
        assertThat(number(new Names(Map.of()), "")).isEqualTo(Names.UNKNOWN);
        assertThat(number(new Names(Map.of()), "a")).isEqualTo(Names.UNKNOWN);
    }

    private static int number(Names table, String name) {
        byte[] around = ("<" + name + ">").getBytes(UTF_8);
        return table.number(around, 1, around.length - 1);
    }

    private Owl read(String json) throws IOException {
        byte[] payload = ("{\"op\":0,\"d\":" + json + "}").getBytes(UTF_8);
        return (Owl) Objects.requireNonNull(
                decoder.read(new Envelope(), payload, Owl.class).value());
    }
}
