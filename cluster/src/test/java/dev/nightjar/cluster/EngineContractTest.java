package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine promises: the sentences of the interfaces' documentation. */
@Timeout(120)
@SuppressWarnings("try") // what must be closed is not always used before
abstract class EngineContractTest {

    static final Duration LONG = Duration.ofSeconds(60);

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final EventLogLimits LIMITS =
            new EventLogLimits(Duration.ofHours(1), 10_000_000, Duration.ofMinutes(2));

    /** An engine that has stored nothing yet; the same one at each call of a test. */
    abstract Engine engine() throws Exception;

    /** The engine of another member of the same cluster. */
    abstract Engine anotherMembersEngine() throws Exception;

    // ---- the ledger

    @Test
    void aKeyThatWasNeverWrittenHasNoValue() throws Exception {
        assertThat(engine().ledger().read("s.1.0")).isEmpty();
        assertThat(engine().ledger().list("")).isEmpty();
    }

    @Test
    void whatOneMemberWritesAllCanRead() throws Exception {
        long revision =
                engine().ledger().write("s.1.0", "größer 😀", Ledger.ABSENT).orElseThrow();

        assertThat(anotherMembersEngine().ledger().read("s.1.0"))
                .contains(new Ledger.Entry("s.1.0", "größer 😀", revision));
    }

    @Test
    void anEmptyTextIsAValue() throws Exception {
        long revision = engine().ledger().write("key", "", Ledger.ABSENT).orElseThrow();

        assertThat(engine().ledger().read("key")).contains(new Ledger.Entry("key", "", revision));
    }

    @Test
    void aKeyThatExistsIsNotMadeAgain() throws Exception {
        Ledger ledger = engine().ledger();
        ledger.write("key", "first", Ledger.ABSENT).orElseThrow();

        assertThat(ledger.write("key", "second", Ledger.ABSENT)).isEmpty();
        assertThat(ledger.read("key").orElseThrow().value()).isEqualTo("first");
    }

    @Test
    void aWriteOverAnotherRevisionIsRefused() throws Exception {
        Ledger ledger = engine().ledger();
        long first = ledger.write("key", "1", Ledger.ABSENT).orElseThrow();
        long second = ledger.write("key", "2", first).orElseThrow();

        assertThat(ledger.write("key", "3", first)).isEmpty();
        assertThat(ledger.write("key", "3", second + 1)).isEmpty();
        assertThat(ledger.write("other", "3", second)).isEmpty();
        assertThat(ledger.read("key")).contains(new Ledger.Entry("key", "2", second));
        assertThat(ledger.read("other")).isEmpty();
    }

    @Test
    void revisionsGrowOverDeletionsToo() throws Exception {
        Ledger ledger = engine().ledger();
        List<Long> revisions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long made = ledger.write("key", "made", Ledger.ABSENT).orElseThrow();
            long written = ledger.write("key", "written", made).orElseThrow();
            revisions.addAll(List.of(made, written));
            assertThat(ledger.delete("key", written)).isTrue();
        }

        assertThat(revisions).isSorted().doesNotHaveDuplicates().allMatch(revision -> revision > 0);
    }

    @Test
    void aWriteHasAGreaterRevisionThanAllThatHadFinishedBeforeItWhateverTheirKeys() throws Exception {
        Ledger one = engine().ledger();
        Ledger two = anotherMembersEngine().ledger();
        long last = Ledger.ABSENT;
        for (int i = 0; i < 20; i++) {
            long next = (i % 2 == 0 ? one : two)
                    .write("key." + i % 7, "v", revision(one, "key." + i % 7))
                    .orElseThrow();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    private static long revision(Ledger ledger, String key) throws Exception {
        return ledger.read(key).map(Ledger.Entry::revision).orElse(Ledger.ABSENT);
    }

    @Test
    void ofManyWritesEachIsWrittenOrRefusedByItself() throws Exception {
        Ledger ledger = engine().ledger();
        long first = ledger.write("a", "1", Ledger.ABSENT).orElseThrow();
        List<Ledger.Change> changes = new ArrayList<>();
        changes.add(new Ledger.Change("a", "2", first));
        changes.add(new Ledger.Change("b", "2", first));
        for (int i = 0; i < 98; i++) {
            changes.add(new Ledger.Change("c." + i, "2", Ledger.ABSENT));
        }

        List<OptionalLong> written = ledger.write(changes);

        assertThat(written).hasSize(100);
        assertThat(written.get(1)).isEmpty();
        assertThat(ledger.read("b")).isEmpty();
        for (int i = 0; i < 100; i++) {
            if (i != 1) {
                Ledger.Change change = changes.get(i);
                assertThat(ledger.read(change.key()))
                        .contains(new Ledger.Entry(
                                change.key(), "2", written.get(i).orElseThrow()));
            }
        }
        assertThat(ledger.write(List.of())).isEmpty();
        changes.add(new Ledger.Change("d", "1", Ledger.ABSENT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.write(changes))
                .withMessageContaining("101");
        assertThat(ledger.read("d")).isEmpty();
        changes.removeLast();
        assertThat(ledger.write(changes)).hasSize(100).allMatch(OptionalLong::isEmpty);
    }

    @Test
    void aDeletedKeyIsGoneAndCanBeMadeAgain() throws Exception {
        Ledger ledger = engine().ledger();
        long first = ledger.write("key", "1", Ledger.ABSENT).orElseThrow();

        assertThat(ledger.delete("key", first)).isTrue();

        assertThat(ledger.read("key")).isEmpty();
        assertThat(ledger.list("")).isEmpty();
        assertThat(ledger.write("key", "2", first)).isEmpty();
        assertThat(anotherMembersEngine().ledger().write("key", "3", Ledger.ABSENT))
                .isPresent();
        assertThat(ledger.read("key").orElseThrow().value()).isEqualTo("3");
    }

    @Test
    void onlyTheRevisionThatIsThereIsDeleted() throws Exception {
        Ledger ledger = engine().ledger();
        long first = ledger.write("key", "1", Ledger.ABSENT).orElseThrow();
        long second = ledger.write("key", "2", first).orElseThrow();

        assertThat(ledger.delete("key", first)).isFalse();
        assertThat(ledger.delete("key", Ledger.ABSENT)).isFalse();
        assertThat(ledger.delete("other", second)).isFalse();
        assertThat(ledger.delete("other", Ledger.ABSENT)).isFalse();
        assertThat(ledger.read("key")).isPresent();
        assertThat(ledger.delete("key", second)).isTrue();
        assertThat(ledger.delete("key", second)).isFalse();
    }

    @Test
    void ofManyWhoMakeAKeyOneSucceeds() throws Exception {
        Ledger[] ledgers = {engine().ledger(), anotherMembersEngine().ledger()};
        for (int round = 0; round < 10; round++) {
            String key = "race." + round % 3; // a new key, and later one that was deleted
            List<Boolean> made = together(
                    16, i -> ledgers[i % 2].write(key, "by " + i, Ledger.ABSENT).isPresent());

            assertThat(made).containsOnlyOnce(true);
            Ledger.Entry entry = ledgers[0].read(key).orElseThrow();
            assertThat(entry.value()).isEqualTo("by " + made.indexOf(true));
            assertThat(ledgers[0].delete(key, entry.revision())).isTrue();
        }
    }

    @Test
    void noIncrementOfManyThreadsIsLost() throws Exception {
        Ledger[] ledgers = {engine().ledger(), anotherMembersEngine().ledger()};
        ledgers[0].write("counter", "0", Ledger.ABSENT);

        together(8, i -> {
            for (int done = 0; done < 25; ) {
                Ledger ledger = ledgers[i % 2];
                Ledger.Entry entry = ledger.read("counter").orElseThrow();
                String next = Integer.toString(Integer.parseInt(entry.value()) + 1);
                if (ledger.write("counter", next, entry.revision()).isPresent()) {
                    done++;
                }
            }
            return true;
        });

        assertThat(ledgers[0].read("counter").orElseThrow().value()).isEqualTo("200");
    }

    @Test
    void aListHasTheKeysThatBeginWithWholeParts() throws Exception {
        Ledger ledger = engine().ledger();
        for (String key : List.of("a", "a.b", "a.c.d", "ab", "ab.c", "b.a")) {
            ledger.write(key, "of " + key, Ledger.ABSENT);
        }

        assertThat(ledger.list("a.")).extracting(Ledger.Entry::key).containsExactlyInAnyOrder("a.b", "a.c.d");
        assertThat(ledger.list("a.c.")).extracting(Ledger.Entry::value).containsExactly("of a.c.d");
        assertThat(ledger.list("c.")).isEmpty();
        assertThat(ledger.list("")).hasSize(6).allMatch(entry -> entry.value().equals("of " + entry.key()));
        assertThat(ledger.list("a.")).contains(ledger.read("a.b").orElseThrow());
    }

    @Test
    void aListOfThousandsIsWhole() throws Exception {
        Ledger ledger = engine().ledger();
        together(16, i -> {
            for (int key = i; key < 2_000; key += 16) {
                ledger.write("s.2000." + key, "value " + key, Ledger.ABSENT).orElseThrow();
            }
            return true;
        });

        List<Ledger.Entry> all = anotherMembersEngine().ledger().list("s.2000.");

        assertThat(all)
                .extracting(Ledger.Entry::value)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2_000)
                        .mapToObj(key -> "value " + key)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a*", "a.>", ">", "ä", "a\n", "a/b", "$KV"})
    void aBadKeyIsRefusedWithASentenceThatNamesIt(String key) throws Exception {
        Ledger ledger = engine().ledger();

        for (ThrowingCall call : List.<ThrowingCall>of(
                () -> ledger.read(key),
                () -> ledger.write(key, "", Ledger.ABSENT),
                () -> ledger.delete(key, 1),
                () -> engine().courier().ask(key, "", LONG),
                () -> engine().courier().answer(key, request -> request),
                () -> engine().eventLog(LIMITS).append(key, "id", new byte[0]))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(call::run)
                    .withMessageContaining("\"" + key.replace('ä', '?').replace('\n', '?') + "\"");
        }
    }

    @Test
    void aKeyThatIsTooLongIsRefused() throws Exception {
        String longest = "k".repeat(200);
        engine().ledger().write(longest, "", Ledger.ABSENT).orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine().ledger().read(longest + "k"))
                .withMessageContaining("201 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "a..", "*.", ">"})
    void aBadPrefixIsRefused(String prefix) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine().ledger().list(prefix))
                .withMessageContaining(prefix);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine().ledger().watch(prefix, new Heard()))
                .withMessageContaining(prefix);
    }

    @Test
    void aTextHas64KilobytesAtMost() throws Exception {
        String largest = "ä".repeat(32 * 1024);
        Ledger ledger = engine().ledger();
        try (Ledger.Subscription ignored = engine().courier().answer("echo", request -> request)) {
            ledger.write("key", largest, Ledger.ABSENT).orElseThrow();

            assertThat(ledger.read("key").orElseThrow().value()).isEqualTo(largest);
            assertThat(engine().courier().ask("echo", largest, LONG)).contains(largest);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ledger.write("key", largest + "a", 1))
                    .withMessageContaining("key")
                    .withMessageContaining("65537");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine().courier().ask("echo", largest + "a", LONG));
        }
    }

    @Test
    void aTextThatIsNoUnicodeIsRefused() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine().ledger().write("key", "half \ud83d", Ledger.ABSENT))
                .withMessageContaining("surrogate");
    }

    @Test
    void aNegativeRevisionIsRefused() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine().ledger().write("key", "", -1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> engine().ledger().delete("key", -1));
    }

    @Test
    void aWatchHearsOfWritesAndDeletionsByAllMembers() throws Exception {
        Ledger ledger = engine().ledger();
        Ledger other = anotherMembersEngine().ledger();
        Heard heard = new Heard();
        try (Ledger.Subscription ignored = ledger.watch("a.", heard)) {
            long revision = other.write("a.b", "1", Ledger.ABSENT).orElseThrow();
            assertThat(heard.next()).isEqualTo("a.b");
            other.write("ab", "1", Ledger.ABSENT).orElseThrow();
            ledger.write("a.c", "1", Ledger.ABSENT).orElseThrow();
            assertThat(heard.next()).isEqualTo("a.c");
            other.delete("a.b", revision);
            assertThat(heard.next()).isEqualTo("a.b");
        }
    }

    @Test
    void aWatchOfAllHearsOfEveryKey() throws Exception {
        Heard heard = new Heard();
        try (Ledger.Subscription ignored = engine().ledger().watch("", heard)) {
            engine().ledger().write("x", "1", Ledger.ABSENT);
            assertThat(heard.next()).isEqualTo("x");
        }
    }

    @Test
    void aListenerThatThrowsHearsOfTheNextChange() throws Exception {
        Heard heard = new Heard();
        Ledger.Listener throwing = new Ledger.Listener() {
            @Override
            public void changed(String key) {
                heard.changed(key);
                Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
                throw new IllegalStateException("a listener's fault");
            }

            @Override
            public void uncertain() {}
        };
        try (Ledger.Subscription ignored = engine().ledger().watch("", throwing)) {
            engine().ledger().write("x", "1", Ledger.ABSENT);
            assertThat(heard.next()).isEqualTo("x");
            engine().ledger().write("y", "1", Ledger.ABSENT);
            assertThat(heard.next()).isEqualTo("y");
        }
    }

    @Test
    void aClosedWatchEndsWithoutTheOthers() throws Exception {
        Heard closed = new Heard();
        Heard open = new Heard();
        Ledger.Subscription first = engine().ledger().watch("", closed);
        try (Ledger.Subscription ignored = engine().ledger().watch("", open)) {
            first.close();
            first.close();
            engine().ledger().write("x", "1", Ledger.ABSENT);
            assertThat(open.next()).isEqualTo("x");
        }
        assertThat(closed.keys).isEmpty();
    }

    // ---- the courier

    @Test
    void aRequestIsAnswered() throws Exception {
        try (Ledger.Subscription ignored =
                anotherMembersEngine().courier().answer("m.b", request -> "heard " + request)) {
            assertThat(engine().courier().ask("m.b", "größer 😀", LONG)).contains("heard größer 😀");
            assertThat(engine().courier().ask("m.b", "", LONG)).contains("heard ");
        }
    }

    @Test
    void whereNobodyAnswersThatIsKnownAtOnce() throws Exception {
        Courier courier = engine().courier();

        assertThat(courier.ask("m.nobody", "?", Duration.ofDays(1))).isEmpty();
        courier.answer("m.gone", request -> request).close();
        assertThat(courier.ask("m.gone", "?", Duration.ofDays(1))).isEmpty();
    }

    @Test
    void aRequestWhoseHandlerThrowsIsNotAnswered() throws Exception {
        Courier.Handler throwing = request -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
            if (request.equals("fail")) {
                throw new IllegalStateException("a handler's fault");
            }
            return request;
        };
        try (Ledger.Subscription ignored = engine().courier().answer("m.b", throwing)) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> engine().courier().ask("m.b", "fail", SHORT))
                    .withMessageContaining("m.b")
                    .withMessageContaining("PT0.2S");
            assertThat(engine().courier().ask("m.b", "well", LONG)).contains("well");
        }
    }

    @Test
    void requestsAreAnsweredAtTheSameTime() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        Courier.Handler waits = request -> {
            all.countDown();
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Thread.currentThread().isVirtual()).isTrue();
            return request;
        };
        try (Ledger.Subscription ignored = anotherMembersEngine().courier().answer("m.b", waits)) {
            List<Optional<String>> answers =
                    together(50, i -> engine().courier().ask("m.b", "" + i, LONG));

            assertThat(answers)
                    .isEqualTo(IntStream.range(0, 50)
                            .mapToObj(i -> Optional.of("" + i))
                            .toList());
        }
    }

    @Test
    void noMoreThan256RequestsAreHandledAtTheSameTimeAndOthersWait() throws Exception {
        CountDownLatch full = new CountDownLatch(256);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Courier.Handler waits = request -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            full.countDown();
            full.await();
            running.decrementAndGet();
            return request;
        };
        try (Ledger.Subscription ignored = anotherMembersEngine().courier().answer("m.b", waits)) {
            List<Optional<String>> answers =
                    together(600, i -> engine().courier().ask("m.b", "" + i, LONG));

            assertThat(answers).allMatch(Optional::isPresent);
        }
        assertThat(most.get()).isEqualTo(256);
    }

    @Test
    void theEndOfASubscriptionInterruptsItsHandlers() throws Exception {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        Courier.Handler waits = request -> {
            said.add("begun");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException end) {
                said.add("interrupted");
                throw end;
            }
            return request;
        };
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Ledger.Subscription subscription = engine().courier().answer("m.b", waits);
            Future<Optional<String>> asked =
                    executor.submit(() -> engine().courier().ask("m.b", "", Duration.ofSeconds(5)));
            assertThat(said.poll(60, TimeUnit.SECONDS)).isEqualTo("begun");

            subscription.close();

            assertThat(said.poll(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
            assertThatThrownBy(asked::get).hasCauseInstanceOf(EngineException.class);
        }
    }

    @Test
    void whereSeveralAnswerEachRequestGoesToOneOfThem() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        Courier.Handler counts = request -> "" + answers.incrementAndGet();
        try (Ledger.Subscription one = engine().courier().answer("m.b", counts);
                Ledger.Subscription two = anotherMembersEngine().courier().answer("m.b", counts)) {
            for (int i = 1; i <= 20; i++) {
                assertThat(engine().courier().ask("m.b", "", LONG)).contains("" + i);
            }
        }
    }

    @Test
    void anInterruptEndsTheWaitForAnAnswer() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Courier.Handler waits = request -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return request;
        };
        try (Ledger.Subscription ignored = engine().courier().answer("m.b", waits)) {
            BlockingQueue<String> ended = new LinkedBlockingQueue<>();
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    engine().courier().ask("m.b", "", LONG);
                } catch (InterruptedException interrupted) {
                    ended.add("interrupted");
                } catch (Exception other) {
                    ended.add(other.toString());
                }
            });
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

            asking.interrupt();

            assertThat(ended.poll(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }

    // ---- the log of events

    @Test
    void eventsAreReadInTheirOrder() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        for (int i = 0; i < 300; i++) {
            log.append("e.MESSAGE_CREATE", "session:" + i, bytes("event " + i))
                    .toCompletableFuture()
                    .get();
        }

        try (EventLog.Reader reader = anotherMembersEngine().eventLog(LIMITS).read("worker", ">", LONG)) {
            for (int i = 0; i < 300; i++) {
                EventLog.Delivery delivery = next(reader);
                assertThat(delivery.subject()).isEqualTo("e.MESSAGE_CREATE");
                assertThat(delivery.id()).isEqualTo("session:" + i);
                assertThat(text(delivery)).isEqualTo("event " + i);
                delivery.acknowledge();
            }
            assertThat(reader.next(SHORT)).isNull();
        }
    }

    @Test
    void aSecondEventWithTheSameIdIsNotStored() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        log.append("e", "1", bytes("first")).toCompletableFuture().get();
        anotherMembersEngine()
                .eventLog(LIMITS)
                .append("f", "1", bytes("second"))
                .toCompletableFuture()
                .get();
        log.append("e", "2", bytes("third")).toCompletableFuture().get();

        try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
            assertThat(text(next(reader))).isEqualTo("first");
            assertThat(text(next(reader))).isEqualTo("third");
            assertThat(reader.next(SHORT)).isNull();
        }
    }

    @Test
    void anIdIsAcceptedAgainWhenItsTimeIsOver() throws Exception {
        EventLogLimits limits = new EventLogLimits(Duration.ofMinutes(1), 1_000_000, Duration.ofMillis(100));
        EventLog log = engine().eventLog(limits);

        try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
            log.append("e", "1", bytes("first")).toCompletableFuture().get();
            assertThat(text(next(reader))).isEqualTo("first");
            EventLog.Delivery again = null;
            while (again == null) {
                log.append("e", "1", bytes("again")).toCompletableFuture().get();
                again = reader.next(SHORT);
            }
            assertThat(text(again)).isEqualTo("again");
        }
    }

    @Test
    void aReaderOfASubjectReadsThatOnly() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        for (String subject : List.of("a", "a.b", "ab", "a.c.d", "b.a")) {
            log.append(subject, "id-of-" + subject, bytes(""))
                    .toCompletableFuture()
                    .get();
        }

        try (EventLog.Reader one = log.read("one", "a.b", LONG);
                EventLog.Reader some = log.read("some", "a.>", LONG)) {
            assertThat(next(one).subject()).isEqualTo("a.b");
            assertThat(one.next(SHORT)).isNull();
            assertThat(next(some).subject()).isEqualTo("a.b");
            assertThat(next(some).subject()).isEqualTo("a.c.d");
            assertThat(some.next(SHORT)).isNull();
        }
    }

    @Test
    void whatWasNotAcknowledgedInTimeComesAgain() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        log.append("e", "1", bytes("kept")).toCompletableFuture().get();
        log.append("e", "2", bytes("done")).toCompletableFuture().get();

        try (EventLog.Reader reader = log.read("worker", ">", Duration.ofSeconds(2))) {
            assertThat(text(next(reader))).isEqualTo("kept");
            EventLog.Delivery second = next(reader);
            assertThat(text(second)).isEqualTo("done");
            second.acknowledge();

            EventLog.Delivery again = next(reader);
            assertThat(text(again)).isEqualTo("kept");
            again.acknowledge();
            assertThat(reader.next(Duration.ofSeconds(3))).isNull();
        }
    }

    @Test
    void theNextReaderOfANameGoesOnWhereTheLastOneWas() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        for (int i = 0; i < 10; i++) {
            log.append("e", "" + i, bytes("")).toCompletableFuture().get();
        }
        try (EventLog.Reader first = log.read("worker", ">", Duration.ofSeconds(2))) {
            for (int i = 0; i < 5; i++) {
                EventLog.Delivery delivery = next(first);
                assertThat(delivery.id()).isEqualTo("" + i);
                delivery.acknowledge();
            }
            assertThat(next(first).id()).isEqualTo("5"); // and is not acknowledged
        }

        List<String> rest = new ArrayList<>();
        try (EventLog.Reader second =
                anotherMembersEngine().eventLog(LIMITS).read("worker", ">", Duration.ofSeconds(2))) {
            while (rest.size() < 5) {
                EventLog.Delivery delivery = next(second);
                rest.add(delivery.id());
                delivery.acknowledge();
            }
            assertThat(second.next(Duration.ofSeconds(3))).isNull();
        }
        assertThat(rest).containsExactlyInAnyOrder("5", "6", "7", "8", "9");
    }

    @Test
    void twoReadersOfOneNameShareTheEvents() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        EventLog other = anotherMembersEngine().eventLog(LIMITS);
        try (EventLog.Reader one = log.read("worker", ">", LONG);
                EventLog.Reader two = other.read("worker", ">", LONG);
                EventLog.Reader another = log.read("another", ">", LONG)) {
            BlockingQueue<String> read = new LinkedBlockingQueue<>();
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 200; i++) {
                log.append("e", "" + i, bytes("")).toCompletableFuture().get();
            }
            List<Integer> counts = together(2, i -> {
                int count = 0;
                while (done.get() < 200) {
                    EventLog.Delivery delivery = (i == 0 ? one : two).next(SHORT);
                    if (delivery != null) {
                        read.add(delivery.id());
                        delivery.acknowledge();
                        done.incrementAndGet();
                        count++;
                    }
                }
                return count;
            });

            assertThat(read).hasSize(200).doesNotHaveDuplicates();
            assertThat(counts.get(0) + counts.get(1)).isEqualTo(200);
            for (int i = 0; i < 200; i++) {
                assertThat(next(another).id()).isEqualTo("" + i);
            }
        }
    }

    @Test
    void aWorkersNameBelongsToOneSubject() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        log.read("worker", "a.>", LONG).close();

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> log.read("worker", "b.>", LONG))
                .withMessageContaining("worker")
                .withMessageContaining("a.>");
        log.read("worker", "a.>", Duration.ofSeconds(10)).close();
    }

    @Test
    void beyondItsLimitTheLogDropsTheOldestEvents() throws Exception {
        EventLogLimits limits = new EventLogLimits(Duration.ofHours(1), 100_000, Duration.ofMinutes(1));
        EventLog log = engine().eventLog(limits);
        for (int i = 0; i < 200; i++) {
            log.append("e", "" + i, new byte[1_000]).toCompletableFuture().get();
        }

        try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
            int first = Integer.parseInt(next(reader).id());
            assertThat(first).isBetween(100, 150);
        }
    }

    @Test
    void tooOldEventsAreDropped() throws Exception {
        EventLogLimits limits = new EventLogLimits(Duration.ofSeconds(1), 100_000, Duration.ofMillis(500));
        EventLog log = engine().eventLog(limits);
        log.append("e", "old", bytes("")).toCompletableFuture().get();
        EventLog.Delivery seen;
        int worker = 0;
        do { // each new worker begins with the oldest event
            try (EventLog.Reader reader = log.read("worker" + worker++, ">", LONG)) {
                seen = reader.next(SHORT);
            }
        } while (seen != null);

        log.append("e", "new", bytes("")).toCompletableFuture().get();

        try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
            assertThat(next(reader).id()).isEqualTo("new");
        }
    }

    @Test
    void aWorkerGetsNoMoreThanItsShareOfUnacknowledgedEvents() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        for (int i = 0; i < EventLog.MAX_UNACKNOWLEDGED + 10; i++) {
            log.append("e", "" + i, bytes(""));
        }
        try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
            EventLog.Delivery last = next(reader);
            for (int i = 1; i < EventLog.MAX_UNACKNOWLEDGED; i++) {
                last = next(reader);
            }
            assertThat(reader.next(SHORT)).isNull();

            last.acknowledge();

            assertThat(next(reader).id()).isEqualTo("" + EventLog.MAX_UNACKNOWLEDGED);
        }
    }

    @Test
    void otherLimitsAreRefused() throws Exception {
        engine().eventLog(LIMITS);
        EventLogLimits others = new EventLogLimits(Duration.ofHours(2), 10_000_000, Duration.ofMinutes(2));

        for (Engine each : List.of(engine(), anotherMembersEngine())) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> each.eventLog(others))
                    .withMessageContaining("PT1H")
                    .withMessageContaining("PT2H");
        }
        anotherMembersEngine().eventLog(LIMITS);
    }

    @Test
    void anEventThatIsTooLargeIsRefused() throws Exception {
        EventLog log = engine().eventLog(LIMITS);
        int most = log.maxEventBytes();

        assertThat(most).isBetween(1_000_000, 1_048_576);
        log.append("e", "1", new byte[most]).toCompletableFuture().get();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.append("e", "its-id", new byte[most + 1]))
                .withMessageContaining("its-id")
                .withMessageContaining("" + most);
    }

    @Test
    void manyLargeEventsAreRead() throws Exception {
        EventLog log = engine().eventLog(new EventLogLimits(Duration.ofHours(1), 50_000_000, Duration.ofMinutes(2)));
        for (int i = 0; i < 32; i++) {
            log.append("e", "" + i, new byte[1_000_000]).toCompletableFuture().get();
        }

        try (EventLog.Reader reader = log.read("worker", ">", LONG)) {
            for (int i = 0; i < 32; i++) {
                EventLog.Delivery delivery = next(reader);
                assertThat(delivery.id()).isEqualTo("" + i);
                assertThat(delivery.event()).hasSize(1_000_000);
                delivery.acknowledge();
            }
            assertThat(reader.next(SHORT)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a\r\nb"})
    void aBadIdIsRefused(String id) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine().eventLog(LIMITS).append("e", id, new byte[0]));
    }

    @Test
    void badNamesAndTimesOfAReaderAreRefused() throws Exception {
        EventLog log = engine().eventLog(LIMITS);

        assertThatIllegalArgumentException().isThrownBy(() -> log.read("a.b", ">", LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> log.read("a", "a.*", LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> log.read("a", ">", Duration.ZERO));
        try (EventLog.Reader reader = log.read("a", ">", LONG)) {
            assertThatIllegalArgumentException().isThrownBy(() -> reader.next(Duration.ZERO));
        }
    }

    @Test
    void aClosedReaderReadsNoMore() throws Exception {
        EventLog.Reader reader = engine().eventLog(LIMITS).read("a", ">", LONG);
        reader.close();
        reader.close();

        assertThatIllegalStateException().isThrownBy(() -> reader.next(LONG));
    }

    // ---- the end

    @Test
    void aClosedEngineFailsWithASentence() throws Exception {
        Engine engine = engine();
        EventLog log = engine.eventLog(LIMITS);
        EventLog.Reader reader = log.read("worker", ">", LONG);
        Ledger.Subscription watch = engine.ledger().watch("", new Heard());
        Ledger.Subscription answering = engine.courier().answer("a", request -> request);

        engine.close();
        engine.close();

        for (ThrowingCall call : List.<ThrowingCall>of(
                () -> engine.ledger().read("a"),
                () -> engine.ledger().list(""),
                () -> engine.ledger().write("a", "", Ledger.ABSENT),
                () -> engine.ledger().delete("a", 1),
                () -> engine.ledger().watch("", new Heard()),
                () -> engine.courier().ask("a", "", LONG),
                () -> engine.courier().answer("a", request -> request),
                () -> log.read("worker", ">", LONG),
                () -> reader.next(SHORT))) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(call::run)
                    .withMessageContaining("closed");
        }
        assertThatThrownBy(() ->
                        log.append("e", "1", bytes("")).toCompletableFuture().get())
                .hasCauseInstanceOf(EngineException.class);
        watch.close();
        answering.close();
        reader.close();
    }

    @Test
    void theEndOfAnEngineEndsWhatWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Courier.Handler waits = request -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return request;
        };
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Engine engine = engine();
            engine.courier().answer("m.b", waits);
            Future<?> asking = executor.submit(() -> engine.courier().ask("m.b", "", Duration.ofHours(1)));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

            engine.close();

            assertThatThrownBy(() -> asking.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(EngineException.class);
        }
    }

    // ---- helpers

    /** A call that may throw. */
    interface ThrowingCall {
        void run() throws Exception;
    }

    /** The part of one of several threads. */
    interface Part<T> {
        T run(int number) throws Exception;
    }

    /** Runs the parts at the same time, and returns their results. */
    static <T> List<T> together(int parts, Part<T> part) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, parts)
                    .mapToObj(i -> executor.submit(() -> {
                        start.await();
                        return part.run(i);
                    }))
                    .toList();
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    /** What a listener has heard. */
    static final class Heard implements Ledger.Listener {

        final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
        final BlockingQueue<String> uncertain = new LinkedBlockingQueue<>();

        @Override
        public void changed(String key) {
            keys.add(key);
        }

        @Override
        public void uncertain() {
            uncertain.add("uncertain");
        }

        String next() throws InterruptedException {
            String key = keys.poll(60, TimeUnit.SECONDS);
            if (key == null) {
                throw new AssertionError("No change was told in a minute");
            }
            return key;
        }
    }

    static EventLog.Delivery next(EventLog.Reader reader) throws Exception {
        EventLog.Delivery delivery = reader.next(LONG);
        if (delivery == null) {
            throw new AssertionError("No event has come in " + LONG);
        }
        return delivery;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(EventLog.Delivery delivery) {
        return new String(delivery.event(), StandardCharsets.UTF_8);
    }
}
