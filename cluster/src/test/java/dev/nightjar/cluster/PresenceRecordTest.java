package dev.nightjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceRecordTest {

    private static final String BOT = RecordForm.bot("token");

    @Test
    void aPresenceIsReadAsItWasWritten() throws Exception {
        UpdatePresence presence = new UpdatePresence(
                Status.DO_NOT_DISTURB,
                List.of(
                        new Activity(Activity.Type.STREAMING, "the news", "https://example.org/live", null),
                        new Activity(Activity.Type.CUSTOM, "custom", null, "sleeps, \"soon\" \u00e4\ud83d\ude00"),
                        Activity.of(Activity.Type.PLAYING, "chess")),
                Instant.ofEpochMilli(1_790_000_000_123L),
                true);

        PresenceRecord read = read(new PresenceRecord(BOT, presence).text());

        assertThat(read.presence()).isEqualTo(presence);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void everyStatusIsRead(Status status) throws Exception {
        UpdatePresence presence = UpdatePresence.of(status);

        assertThat(read(new PresenceRecord(BOT, presence).text()).presence()).isEqualTo(presence);
    }

    @Test
    void aTimeIsCutToMilliseconds() throws Exception {
        Instant since = Instant.ofEpochSecond(7, 1_999_999);
        UpdatePresence presence = new UpdatePresence(Status.IDLE, List.of(), since, false);

        assertThat(read(new PresenceRecord(BOT, presence).text()).presence().since())
                .isEqualTo(Instant.ofEpochMilli(7_001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "{}",
                "{\"version\":1,\"bot\":\"BOT\"}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"away\",\"afk\":false,\"activities\":[]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":7,\"afk\":false,\"activities\":[]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":\"no\",\"activities\":[]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":{}}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":[7]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":[{\"type\":6,\"name\":\"a\"}]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":[{\"type\":0,\"name\":\" \"}]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":[{\"type\":0,\"name\":null}]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,"
                        + "\"activities\":[{\"type\":0,\"name\":\"a\",\"url\":\"https://example.org\"}]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,"
                        + "\"activities\":[{\"type\":0,\"name\":\"a\",\"state\":7}]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"since\":\"now\",\"afk\":false,\"activities\":[]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"since\":1.5,\"afk\":false,\"activities\":[]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"since\":99999999999999999999,\"afk\":false,"
                        + "\"activities\":[]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"since\":null,\"afk\":false,\"activities\":[]}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":[],\"more\":1}",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":[]} ",
                "{\"version\":1,\"bot\":\"BOT\",\"status\":\"idle\",\"afk\":false,\"activities\":[]}{}"
            })
    void whatWasNotWrittenSoIsRefused(String form) {
        String text = form.replace("BOT", BOT);

        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining("The record bot.presence is refused")
                .withMessageContaining("damaged");
    }

    @Test
    void anotherBotsAndAnotherVersionsPresenceAreRefused() {
        String other = new PresenceRecord(RecordForm.bot("other"), UpdatePresence.of(Status.IDLE)).text();
        String later = new PresenceRecord(BOT, UpdatePresence.of(Status.IDLE))
                .text()
                .replace("\"version\":1", "\"version\":2");

        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> read(other))
                .withMessageContaining("another bot");
        assertThatExceptionOfType(RefusedRecordException.class)
                .isThrownBy(() -> read(later))
                .withMessageContaining("another version");
    }

    private static PresenceRecord read(String text) throws RefusedRecordException {
        return PresenceRecord.read(new Ledger.Entry(PresenceRecord.KEY, text, 1), BOT);
    }
}
