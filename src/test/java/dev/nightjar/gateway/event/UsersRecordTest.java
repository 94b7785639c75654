package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.nightjar.gateway.model.Coded;
import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.Flags;
import dev.nightjar.gateway.model.Flat;
import dev.nightjar.gateway.model.Unforeseen;
import dev.nightjar.gateway.model.component.Component;
import dev.nightjar.gateway.model.component.TextDisplay;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that a user writes, without a thought of this library. */
@NullUnmarked
class UsersRecordTest {

    enum Mood {
        HAPPY,
        VERY_SAD
    }

    enum Level implements Coded {
        LOW(5),
        HIGH(10),
        UNKNOWN(-1);

        private final int code;

        Level(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    record Bits(long bits) implements Flags<Bits> {}

    private record Inner(String name, List<Inner> children) {}

    private record Everything(
            Payload payload,
            long guildId,
            Long boxed,
            int number,
            double fraction,
            boolean yes,
            String text,
            Instant at,
            URI url,
            Mood mood,
            Level level,
            Bits bits,
            Inner inner,
            List<Long> ids,
            Set<String> names,
            Map<String, Inner> byName,
            Map<Long, Integer> byId,
            Map<Level, String> byLevel,
            Optional<String> maybe,
            OptionalLong maybeLong,
            OptionalInt maybeInt,
            Object anything,
            boolean default_) {}

    @Test
    void everyKindOfComponentIsRead() {
        var payload = Samples.dispatch("X", """
                {'guild_id':'18446744073709551615','boxed':7,'number':-3,'fraction':2,'yes':true,'text':'hi','default':true,
                'at':'2026-11-24T00:00:00+01:00','url':'https://example.com/a','mood':'very_sad','level':10,'bits':'9',
                'inner':{'name':'a','children':[{'name':'b'}]},'ids':['1',2],'names':['x','y','x'],
                'by_name':{'k':{'name':'c'}},'by_id':{'42':1},'by_level':{'5':'five'},'maybe':'m','maybe_long':'8',
                'maybe_int':4,'anything':{'deep':[1,{'er':null}]}}""");

        var read = payload.as(Everything.class);

        assertThat(read.payload()).isSameAs(payload);
        assertThat(Long.toUnsignedString(read.guildId())).isEqualTo("18446744073709551615");
        assertThat(read.boxed()).isEqualTo(7);
        assertThat(read.number()).isEqualTo(-3);
        assertThat(read.fraction()).isEqualTo(2.0);
        assertThat(read.yes()).isTrue();
        assertThat(read.text()).isEqualTo("hi");
        assertThat(read.at()).isEqualTo("2026-11-23T23:00:00Z");
        assertThat(read.url()).hasHost("example.com");
        assertThat(read.mood()).isEqualTo(Mood.VERY_SAD);
        assertThat(read.level()).isEqualTo(Level.HIGH);
        assertThat(read.bits()).isEqualTo(new Bits(9));
        assertThat(read.inner()).isEqualTo(new Inner("a", List.of(new Inner("b", List.of()))));
        assertThat(read.ids()).containsExactly(1L, 2L);
        assertThat(read.names()).containsExactlyInAnyOrder("x", "y");
        assertThat(read.byName()).containsEntry("k", new Inner("c", List.of()));
        assertThat(read.byId()).containsExactly(Map.entry(42L, 1));
        assertThat(read.byLevel()).containsExactly(Map.entry(Level.LOW, "five"));
        assertThat(read.maybe()).contains("m");
        assertThat(read.maybeLong()).hasValue(8);
        assertThat(read.maybeInt()).hasValue(4);
        assertThat(read.anything()).isInstanceOf(Map.class);
        assertThat(read.default_()).isTrue();
    }

    @Test
    void whatIsAbsentIsZeroFalseEmptyOrNull() {
        var read = Samples.dispatch("X", "{}").as(Everything.class);

        assertThat(read)
                .isEqualTo(new Everything(
                        read.payload(),
                        0,
                        null,
                        0,
                        0,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Bits(0),
                        null,
                        List.of(),
                        Set.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        null,
                        false));
    }

    @Test
    void whatHasAnotherShapeIsAbsentAndItsPlaceIsNoted() throws Exception {
        var payload = Samples.dispatch(
                "X",
                "{'guild_id':{'guild_id':'7','text':'no'},'ids':[1,[2],'x',3],'text':[[]],'number':1.5,'yes':true}");

        assertThat(payload.mismatches()).isEmpty();
        assertThat(payload.as(Everything.class)).satisfies(read -> {
            assertThat(read.guildId()).isZero();
            assertThat(read.ids()).containsExactly(1L, 0L, 0L, 3L);
            assertThat(read.text()).isNull();
            assertThat(read.number()).isZero();
            assertThat(read.yes()).isTrue();
        });
        assertThat(payload.mismatches()).containsExactly("/d/guild_id", "/d/ids/1", "/d/ids/2", "/d/text", "/d/number");
    }

    @Test
    void onlySoManyMismatchesAreKept() {
        var payload = Samples.dispatch("X", "{'ids':[" + "{},".repeat(10_000) + "5]}");

        var read = payload.as(Everything.class);

        assertThat(payload.mismatches()).hasSize(16);
        assertThat(read.ids()).hasSize(10_001).endsWith(0L, 5L);
    }

    @Test
    void manyMismatchesFarBehindCostNoMoreThanOne() {
        String before = "{'of_tomorrow':[" + "{'name':1},".repeat(20_000) + "{}],'ids':[";
        var one = Samples.dispatch("X", before + "{}]}");
        var many = Samples.dispatch("X", before + "{},".repeat(20) + "{}]}");
        one.as(Everything.class);

        assertThat(allocatedBytes(() -> many.as(Everything.class)))
                .isLessThan(2 * allocatedBytes(() -> one.as(Everything.class)));
        assertThat(many.mismatches()).hasSize(16).startsWith("/d/ids/0").endsWith("/d/ids/15");
    }

    private static long allocatedBytes(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void anUnknownEnumValueIsUnknownOrNull() {
        var read = Samples.dispatch("X", "{'mood':'ecstatic','level':1}").as(Everything.class);

        assertThat(read.mood()).isNull();
        assertThat(read.level()).isEqualTo(Level.UNKNOWN);
    }

    record Wide(@Flat Inner inner, long id) {}

    @Test
    void aFlatRecordSharesTheObject() {
        var read = Samples.dispatch("X", "{'name':'a','id':'5','children':[]}").as(Wide.class);

        assertThat(read).isEqualTo(new Wide(new Inner("a", List.of()), 5));
    }

    record Told(Field<Long> id, Field<List<String>> names) {}

    @Test
    void aFieldTellsAbsentFromNull() {
        var read = Samples.dispatch("X", "{'id':null}").as(Told.class);
        var other = Samples.dispatch("X", "{'names':['a'],'id':[]}").as(Told.class);

        assertThat(read).isEqualTo(new Told(Field.of(null), Field.absent()));
        assertThat(other).isEqualTo(new Told(Field.absent(), Field.of(List.of("a"))));
        assertThat(read.id().isNull()).isTrue();
        assertThat(other.id().isNull()).isFalse();
    }

    record Raw(Map<String, Object> fields) implements Unforeseen {}

    record WithComponents(Raw author, List<Component> components) {}

    @Test
    void whatIsUnforeseenKeepsAllFieldsAndTheLibrarysVariantsAreRead() {
        var read = Samples.dispatch(
                        "X", "{'author':{'id':'1','mood':[null]},'components':[{'type':10,'id':1,'content':'a'}]}")
                .as(WithComponents.class);

        assertThat(read.author().fields()).hasToString("{id=1, mood=[null]}");
        assertThat(read.components()).containsExactly(new TextDisplay(1, "a"));
    }

    record Choosy(String name) {
        Choosy {
            if (name.isEmpty()) {
                throw new IllegalStateException("no name");
            }
        }
    }

    @Test
    void whatAConstructorThrowsIsTheCause() {
        var payload = Samples.dispatch("SOME_EVENT", "{'name':''}");

        assertThatThrownBy(() -> payload.as(Choosy.class))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("SOME_EVENT")
                .hasMessageContaining("Choosy")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    record Unreadable(Date date) {}

    @Test
    void whatCannotBeReadIsNamed() {
        var payload = Samples.dispatch("X", "{}");

        assertThatThrownBy(() -> payload.as(Unreadable.class)).hasMessageContaining("java.util.Date");
        assertThatThrownBy(() -> payload.as(StringBuilder.class)).hasMessageContaining("java.lang.StringBuilder");
        assertThatThrownBy(() -> payload.as(float.class))
                .hasMessageContaining("float: it is no record, enum, int, long");
    }

    @NullMarked
    record Marked(String name, @Nullable String nick, Inner inner, Instant at) {}

    @Test
    void aNullMarkedRecordHasNullOnlyWhereItSaysSo() {
        var read = Samples.dispatch("X", "{'name':null,'nick':5.5}").as(Marked.class);

        assertThat(read).isEqualTo(new Marked("", "5.5", new Inner(null, List.of()), Instant.EPOCH));
    }

    @NullMarked
    record Endless(String name, Endless next) {}

    @Test
    void aRecordThatMustHoldItselfIsRefused() {
        assertThatThrownBy(() -> Samples.dispatch("X", "{}").as(Endless.class))
                .hasMessageContaining("holds itself: next must be @Nullable");
    }

    @Test
    void dataThatIsNoObjectIsNoRecord() {
        assertThatThrownBy(() -> Samples.dispatch("X", "[1]").as(Inner.class))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(": its d is no object");
        assertThatThrownBy(() -> Samples.payload("{'op':11}").as(Inner.class)).isInstanceOf(PayloadException.class);
    }

    @Test
    void helloIsReadLikeADispatch() {
        record Hello(int heartbeatInterval, @Nullable String other) {}

        var hello = Samples.payload("{'t':null,'s':null,'op':10,'d':{'heartbeat_interval':41250}}")
                .as(Hello.class);

        assertThat(hello.heartbeatInterval()).isEqualTo(41250);
    }
}
