package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.channel.ChannelFlags;
import dev.nightjar.gateway.model.channel.ChannelType;
import dev.nightjar.gateway.model.component.Component;
import dev.nightjar.gateway.model.guild.IntegrationExpireBehavior;
import dev.nightjar.gateway.model.guild.IntegrationType;
import dev.nightjar.gateway.model.guild.Permissions;
import dev.nightjar.gateway.model.presence.PresenceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Behaviours 69, 70 and 72 of the decoder: what Discord may send although this version has not seen it yet. */
@NullUnmarked // what the samples have is not null, and if it is, that fails the test
class UnforeseenTest {

    @Test
    void unknownValuesAndMissingFieldsFailNothing() {
        var payload = Samples.dispatch("CHANNEL_UPDATE", """
                {'id':41771983423143937,'type':77,'flags':1099511627778,'of_tomorrow':{'id':'1'},
                'permission_overwrites':[{'id':'18446744073709551615','type':9,'allow':'18446744073709551615','x':[]}]}""");

        assertThat(payload.event()).isInstanceOfSatisfying(ChannelUpdate.class, event -> {
            var channel = event.channel();
            assertThat(channel.id()).isEqualTo(41771983423143937L);
            assertThat(channel.type()).isEqualTo(ChannelType.UNKNOWN);
            assertThat(channel.flags().has(ChannelFlags.PINNED)).isTrue();
            assertThat(channel.flags().bits()).isEqualTo(1L << 40 | 2);
            assertThat(channel.name()).isNull();
            assertThat(channel.availableTags()).isEmpty();
            assertThat(channel.permissionOverwrites()).singleElement().satisfies(overwrite -> {
                assertThat(Long.toUnsignedString(overwrite.id())).isEqualTo("18446744073709551615");
                assertThat(overwrite.allow()).isEqualTo(new Permissions(-1));
                assertThat(overwrite.deny()).isEqualTo(new Permissions(0));
            });
        });
        assertThat(payload.mismatches()).isEmpty();
        assertThat(payload.map()).containsKey("of_tomorrow").containsEntry("type", 77);
    }

    @Test
    void unknownWordsAreUnknownToo() {
        var payload = Samples.of(EventType.INTEGRATION_UPDATE);

        assertThat(payload.event()).isInstanceOfSatisfying(IntegrationUpdate.class, event -> {
            assertThat(event.integration().type()).isEqualTo(IntegrationType.UNKNOWN);
            assertThat(event.integration().expireBehavior()).isEqualTo(IntegrationExpireBehavior.UNKNOWN);
            assertThat(event.integration().roleId()).isZero();
        });
    }

    @Test
    void aNumberOutOfAllBoundsSpoilsNothingElse() {
        for (String time : List.of("-9223372036854775808", "9223372036854775807", "-1")) {
            var sent = Samples.dispatch("MESSAGE_CREATE", "{'timestamp':" + time + ",'content':'here'}");
            assertThat(sent.event())
                    .as(time)
                    .isInstanceOfSatisfying(
                            MessageCreate.class,
                            event -> assertThat(event.message().content()).isEqualTo("here"));
        }
        var tooMuch = Samples.dispatch(
                "MESSAGE_CREATE",
                "{'timestamp':9223372036854775808,'position':18446744073709551615,'poll':{'answers':[{'answer_id':'18446744073709551615'}]}}");

        assertThat(tooMuch.event()).isInstanceOfSatisfying(MessageCreate.class, event -> {
            assertThat(event.message().timestamp()).isEqualTo(Instant.EPOCH);
            assertThat(event.message().position()).isZero();
        });
        assertThat(tooMuch.mismatches()).containsExactly("/d/timestamp", "/d/position", "/d/poll/answers/0/answer_id");
    }

    @Test
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    void whatIsUnforeseenCannotBeChangedAtAnyDepth() {
        var payload = Samples.dispatch("MESSAGE_CREATE", "{'components':[{'type':99,'inner':{'list':[1]}}]}");
        var event = (MessageCreate) payload.event();
        var unknown = (Component.Unknown) event.message().components().getFirst();
        var inner =
                (Map<String, Object>) Objects.requireNonNull(unknown.fields().get("inner"));
        var list = (List<Object>) Objects.requireNonNull(inner.get("list"));

        assertThatThrownBy(() -> inner.put("more", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.add(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> payload.map().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPresenceMayHaveNothingButItsUsersId() {
        var payload = Samples.dispatch("PRESENCE_UPDATE", "{'user':{'id':'80351110224678912'}}");

        assertThat(payload.event()).isInstanceOfSatisfying(PresenceUpdate.class, event -> {
            assertThat(event.presence().user().id()).isEqualTo(80351110224678912L);
            assertThat(event.presence().user().username()).isEmpty();
            assertThat(event.presence().status()).isEqualTo(PresenceStatus.UNKNOWN);
            assertThat(event.presence().activities()).isEmpty();
            assertThat(event.presence().clientStatus().vr()).isEqualTo(PresenceStatus.UNKNOWN);
        });
    }

    @Test
    void aGuildIsAvailableOrNotAndLeftOrNot() {
        var offline = Samples.dispatch("GUILD_CREATE", "{'id':'5','unavailable':true}");
        var outage = Samples.dispatch("GUILD_DELETE", "{'id':'5','unavailable':true}");
        var left = Samples.dispatch("GUILD_DELETE", "{'id':'5'}");

        assertThat(Samples.of(EventType.GUILD_CREATE).event()).isInstanceOf(GuildCreate.Available.class);
        assertThat(offline.event()).isEqualTo(new GuildCreate.Unavailable(offline, 5));
        assertThat(outage.event()).isEqualTo(new GuildDelete(outage, 5, true));
        assertThat(left.event()).isEqualTo(new GuildDelete(left, 5, false));
    }

    @Test
    void theDataMayComeBeforeTheOpcode() {
        var payload = Samples.payload(
                "{'d':{'op':9,'t':'X','guild_id':'5','channel_id':'6'},'s':7,'t':'WEBHOOKS_UPDATE','op':0}");

        assertThat(payload.event()).isEqualTo(new WebhooksUpdate(payload, 5, 6));
        assertThat(payload.sequence()).isEqualTo(7);
    }

    @Test
    void aChannelThatTheBotMayNotSeeSaysSo() {
        var hidden = (ChannelUpdate) Samples.of(EventType.CHANNEL_UPDATE).event();
        var seen = (ChannelCreate) Samples.of(EventType.CHANNEL_CREATE).event();

        assertThat(hidden.channel().isObfuscated()).isTrue();
        assertThat(hidden.channel().name()).isEqualTo("___hidden___");
        assertThat(hidden.channel().topic()).isNull();
        assertThat(seen.channel().isObfuscated()).isFalse();
    }

    @Test
    void aDeletedMessageIsNotOneThatDiscordHasNotLookedFor() {
        var deleted = (MessageUpdate) Samples.of(EventType.MESSAGE_UPDATE).event();
        var other =
                (MessageCreate) Samples.dispatch("MESSAGE_CREATE", "{'id':'1'}").event();

        assertThat(deleted.message().referencedMessage().isNull()).isTrue();
        assertThat(other.message().referencedMessage()).isEqualTo(Field.absent());
    }

    @Test
    void threadsOfAllChannelsAreNotThreadsOfNone() {
        var all = (ThreadListSync) Samples.dispatch("THREAD_LIST_SYNC", "{'guild_id':'5','threads':[]}")
                .event();
        var some = (ThreadListSync) Samples.of(EventType.THREAD_LIST_SYNC).event();

        assertThat(all.channelIds().isPresent()).isFalse();
        assertThat(some.channelIds()).isEqualTo(Field.of(List.of(41771983423143937L, 41771983423143939L)));
    }

    @Test
    void aVoiceTokenIsInNoStringForm() {
        var event =
                (VoiceServerUpdate) Samples.of(EventType.VOICE_SERVER_UPDATE).event();

        assertThat(event.token()).isEqualTo("my_token");
        assertThat(event.toString()).doesNotContain("my_token").contains("197038439483310086");
    }

    @Test
    void whatDidNotFitIsToldOnceAndTheRestIsRight() {
        var payload =
                Samples.dispatch("GUILD_BAN_ADD", "{'guild_id':[5],'user':{'id':'7','username':{'a':1},'bot':true}}");

        assertThat(payload.mismatches()).isEmpty();
        assertThat(payload.event()).isInstanceOfSatisfying(GuildBanAdd.class, event -> {
            assertThat(event.guildId()).isZero();
            assertThat(event.user().id()).isEqualTo(7);
            assertThat(event.user().bot()).isTrue();
        });
        assertThat(payload.mismatches()).containsExactly("/d/guild_id", "/d/user/username");
        assertThat(payload.map()).isNotEmpty();
        assertThat(payload.mismatches()).isEmpty();
    }

    @Test
    void aGuildOfSixteenMebibytesIsDecodedWhole() {
        String member = "{\"user\":{\"id\":\"80351110224678912\",\"username\":\"" + "owl".repeat(100)
                + "\"},\"roles\":[\"1\",\"2\"],\"flags\":0}";
        int members = (16 << 20) / member.length() + 1;
        String guild = "{\"t\":\"GUILD_CREATE\",\"s\":1,\"op\":0,\"d\":{\"id\":\"5\",\"members\":["
                + (member + ",").repeat(members - 1) + member + "],\"name\":\"last\"}}";
        Payload payload = Payload.of(guild.getBytes(UTF_8));

        assertThat(payload.size()).isGreaterThan(16 << 20);
        assertThat(payload.event()).isInstanceOfSatisfying(GuildCreate.Available.class, event -> {
            assertThat(event.members()).hasSize(members);
            assertThat(event.members().getLast().roles()).containsExactly(1L, 2L);
            assertThat(event.guild().name()).isEqualTo("last");
        });
    }
}
