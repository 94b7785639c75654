package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.model.Coded;
import dev.nightjar.gateway.model.interaction.CommandOption;
import dev.nightjar.gateway.model.presence.ActivityParty;
import dev.nightjar.gateway.model.presence.ActivityTimestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Single values in every form in which they come: the table in the docs, value by value, and what follows from it. */
@NullUnmarked
class ScalarsTest {

    private static final Path TABLE = Path.of("docs/scalars.md");

    enum Five implements Coded {
        FIVE(5),
        UNKNOWN(-1);

        private final int code;

        Five(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    enum Name {
        FIVE,
        UNKNOWN
    }

    private record Row(String json, List<String> cells) {}

    /** One component for each column of the table, in their order. */
    private record Columns(Integer a, Long b, Double c, Boolean d, String e, Instant f, Five g, Name h) {

        List<String> cells() {
            return Stream.of(a, b, c, d, e, f, g, h)
                    .map(value -> value == null ? "–" : value.toString().strip())
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyValueIsReadAsTheTableSays() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(25);

        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.json, () -> {
                    Columns read = Samples.dispatch("X", everyColumn(row.json)).as(Columns.class);

                    assertThat(read.cells()).isEqualTo(row.cells);
                }));
    }

    @Test
    void whatTheTableCallsAbsentIsNotedAsAMismatch() throws IOException {
        for (Row row : rows()) {
            var payload = Samples.dispatch("X", everyColumn(row.json));
            payload.as(Columns.class);

            assertThat(payload.mismatches()).as(row.json).hasSize((int)
                    row.cells.stream().filter("–"::equals).count());
        }
    }

    @Test
    void anActivitysTimesMayBeDigits() throws Exception {
        var payload = Samples.dispatch("X", "{'start':'1628629162447','end':1628629161811.0}");

        var times = payload.as(ActivityTimestamps.class);

        assertThat(times.start()).isEqualTo("2021-08-10T20:59:22.447Z");
        assertThat(times.end()).isEqualTo("2021-08-10T20:59:21.811Z");
        assertThat(payload.mismatches()).isEmpty();
    }

    @Test
    void aPartysSizeKeepsItsPlacesWhateverIsInThem() {
        assertThat(size("[2147483648,99999999999]")).containsExactly(2147483648L, 99999999999L);
        assertThat(size("['1','5']")).containsExactly(1L, 5L);
        assertThat(size("[2.0,5]")).containsExactly(2L, 5L);
        assertThat(size("['many',5]")).containsExactly(0L, 5L);
        assertThat(size("[null,5]")).containsExactly(0L, 5L);
        assertThat(size("[1e30,5]")).containsExactly(0L, 5L);
    }

    @Test
    void aNumberOptionMayBeText() {
        var payload = Samples.dispatch("X", "{'list':[{'type':10,'name':'n','value':'2.5'}]}");

        assertThat(payload.as(Options.class).list()).containsExactly(new CommandOption.NumberOption("n", 2.5));
    }

    record Options(List<CommandOption> list) {}

    record Item(String name, List<Long> ids) {}

    record Lists(
            List<Long> ids,
            List<String> texts,
            List<Five> codes,
            List<Item> items,
            List<List<Long>> lists,
            List<CommandOption> options,
            Set<Long> set,
            Map<String, Long> map) {}

    @Test
    void noListShifts() {
        var payload = Samples.dispatch("X", """
                {'ids':[1,{},3],'texts':['a',[],'c'],'codes':[5,'x',5],'items':[{'name':'a'},7,{'name':'c'}],
                'lists':[[1],'x',[3]],'options':[{'type':4,'name':'a','value':1},'x',{'type':4.0,'name':'c','value':3}],
                'set':[1,{},3],'map':{'a':1,'b':{},'c':3}}""");

        var read = payload.as(Lists.class);

        assertThat(read.ids()).containsExactly(1L, 0L, 3L);
        assertThat(read.texts()).containsExactly("a", "", "c");
        assertThat(read.codes()).containsExactly(Five.FIVE, Five.UNKNOWN, Five.FIVE);
        assertThat(read.items())
                .containsExactly(new Item("a", List.of()), new Item(null, List.of()), new Item("c", List.of()));
        assertThat(read.lists()).containsExactly(List.of(1L), List.of(), List.of(3L));
        assertThat(read.options()).extracting(CommandOption::name).containsExactly("a", "", "c");
        assertThat(read.set()).containsExactlyInAnyOrder(1L, 3L);
        assertThat(read.map()).containsOnly(Map.entry("a", 1L), Map.entry("c", 3L));
    }

    private static List<Long> size(String json) {
        return Samples.dispatch("X", "{'size':" + json + "}")
                .as(ActivityParty.class)
                .size();
    }

    private static String everyColumn(String json) {
        return Arrays.stream(Columns.class.getRecordComponents())
                .map(component -> "'" + component.getName() + "':" + json)
                .reduce((one, other) -> one + "," + other)
                .map(fields -> "{" + fields + "}")
                .orElseThrow();
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("| `")) {
                String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
                String json = cells[0].strip();
                rows.add(new Row(
                        json.substring(1, json.length() - 1),
                        Arrays.stream(cells).skip(1).map(String::strip).toList()));
            }
        }
        return rows;
    }
}
