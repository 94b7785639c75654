package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.channel.ChannelFlags;
import dev.nightjar.gateway.model.channel.ChannelType;
import dev.nightjar.gateway.model.channel.ForumLayout;
import dev.nightjar.gateway.model.channel.ForumSortOrder;
import dev.nightjar.gateway.model.channel.OverwriteType;
import dev.nightjar.gateway.model.channel.PermissionOverwrite;
import dev.nightjar.gateway.model.guild.Guild;
import dev.nightjar.gateway.model.guild.MfaLevel;
import dev.nightjar.gateway.model.guild.NthWeekday;
import dev.nightjar.gateway.model.guild.Permissions;
import dev.nightjar.gateway.model.guild.PremiumTier;
import dev.nightjar.gateway.model.guild.RecurrenceWeekday;
import dev.nightjar.gateway.model.guild.RoleFlags;
import dev.nightjar.gateway.model.guild.ScheduledEventEntityType;
import dev.nightjar.gateway.model.guild.VerificationLevel;
import dev.nightjar.gateway.model.message.AttachmentFlags;
import dev.nightjar.gateway.model.message.EmbedType;
import dev.nightjar.gateway.model.message.InteractionType;
import dev.nightjar.gateway.model.message.Message;
import dev.nightjar.gateway.model.message.MessageFlags;
import dev.nightjar.gateway.model.message.MessageReferenceType;
import dev.nightjar.gateway.model.message.MessageType;
import dev.nightjar.gateway.model.presence.ActivityFlags;
import dev.nightjar.gateway.model.presence.PresenceStatus;
import dev.nightjar.gateway.model.user.UserFlags;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // what the samples have is not null, and if it is, that fails the test
class TypedEventTest {

    private final MessageCreate created =
            (MessageCreate) Samples.resource("message-create.json").event();
    private final Message message = created.message();
    private final GuildCreate.Available loaded =
            (GuildCreate.Available) Samples.resource("guild-create.json").event();
    private final Guild guild = loaded.guild();

    @Test
    void aMessageSaysWhereItWasWrittenAndByWhom() {
        assertThat(created.payload().sequence()).isEqualTo(42);
        assertThat(created.guildId()).isEqualTo(1164000000000000003L);
        assertThat(created.channelType()).isEqualTo(ChannelType.GUILD_TEXT);
        assertThat(message.id()).isEqualTo(1164000000000000001L);
        assertThat(message.channelId()).isEqualTo(1164000000000000002L);

        var author = message.author();
        assertThat(author.id()).isEqualTo(80351110224678912L);
        assertThat(author.username()).isEqualTo("nelly");
        assertThat(author.globalName()).isEqualTo("Nelly 🦉");
        assertThat(author.publicFlags().has(UserFlags.HYPESQUAD_ONLINE_HOUSE_1)).isTrue();
        assertThat(author.publicFlags().has(UserFlags.ACTIVE_DEVELOPER)).isTrue();
        assertThat(author.publicFlags().has(UserFlags.STAFF)).isFalse();
        assertThat(author.accentColor()).isEmpty();
        assertThat(author.avatarDecorationData().skuId()).isEqualTo(1144058844004233369L);
        assertThat(author.collectibles().nameplate().palette()).isEqualTo("cobalt");
        assertThat(author.primaryGuild().tag()).isEqualTo("DISC");

        var member = created.member();
        assertThat(member.nick()).isEqualTo("Nell");
        assertThat(member.user()).isNull();
        assertThat(member.roles()).containsExactly(1164000000000000010L, 1164000000000000011L);
        assertThat(member.joinedAt()).isEqualTo("2015-04-26T06:26:56.936Z");
        assertThat(member.communicationDisabledUntil()).isNull();
        assertThat(member.mute()).isTrue();
    }

    @Test
    void whatIsDocumentedFits() {
        var message = Samples.resource("message-create.json");
        var guild = Samples.resource("guild-create.json");

        assertThat(message.event()).isInstanceOf(MessageCreate.class);
        assertThat(guild.event()).isInstanceOf(GuildCreate.class);
        assertThat(message.mismatches()).isEmpty();
        assertThat(guild.mismatches()).isEmpty();
    }

    @Test
    void aMessageHasItsText() {
        assertThat(message.content()).isEqualTo("Supa Hot \"quoted\" \\ and über <@53908099506183680>");
        assertThat(message.timestamp()).isEqualTo("2026-11-01T12:34:56.789Z");
        assertThat(message.editedTimestamp()).isEqualTo("2026-11-01T12:34:57Z");
        assertThat(message.mentionEveryone()).isTrue();
        assertThat(message.nonce()).isEqualTo("1234567890123456789");
        assertThat(message.type()).isEqualTo(MessageType.REPLY);
        assertThat(message.flags().has(MessageFlags.IS_VOICE_MESSAGE)).isTrue();
        assertThat(message.flags().has(MessageFlags.EPHEMERAL)).isFalse();
        assertThat(message.mentions()).singleElement().satisfies(mention -> {
            assertThat(mention.user().username()).isEqualTo("Mason");
            assertThat(mention.member().deaf()).isTrue();
        });
        assertThat(message.mentionRoles()).containsExactly(1164000000000000013L);
        assertThat(message.mentionChannels()).singleElement().satisfies(channel -> {
            assertThat(channel.type()).isEqualTo(ChannelType.GUILD_ANNOUNCEMENT);
            assertThat(channel.name()).isEqualTo("rules");
        });
    }

    @Test
    void aMessageHasItsFiles() {
        var picture = message.attachments().get(0);
        assertThat(picture.size()).isEqualTo(5_000_000_000L);
        assertThat(picture.width()).isEqualTo(640);
        assertThat(picture.contentType()).isEqualTo("image/png");
        assertThat(picture.flags().has(AttachmentFlags.IS_SPOILER)).isTrue();

        var voice = message.attachments().get(1);
        assertThat(voice.durationSecs()).isEqualTo(2.5);
        assertThat(voice.ephemeral()).isTrue();
        assertThat(voice.description()).isNull();

        var embed = message.embeds().get(0);
        assertThat(embed.type()).isEqualTo(EmbedType.RICH);
        assertThat(embed.color()).hasValue(0);
        assertThat(embed.timestamp()).isEqualTo("2026-10-31T23:59:59.999999Z");
        assertThat(embed.footer().text()).isEqualTo("Footer");
        assertThat(embed.image().height()).isEqualTo(20);
        assertThat(embed.author().name()).isEqualTo("Author");
        assertThat(embed.fields()).hasSize(2);
        assertThat(embed.fields().get(1).value()).isEqualTo("2");
    }

    @Test
    void aMessageHasWhatBelongsToIt() {
        assertThat(message.reactions().get(0).countDetails().normal()).isEqualTo(2);
        assertThat(message.reactions().get(0).emoji().id()).isEqualTo(41771983429993937L);
        assertThat(message.reactions().get(1).emoji().name()).isEqualTo("🔥");
        assertThat(message.messageReference().type()).isEqualTo(MessageReferenceType.FORWARD);
        assertThat(message.messageSnapshots().get(0).message().content()).isEqualTo("forwarded");
        assertThat(message.referencedMessage().value().author().bot()).isTrue();
        assertThat(message.interactionMetadata().type()).isEqualTo(InteractionType.APPLICATION_COMMAND);
        assertThat(message.interactionMetadata().authorizingIntegrationOwners()).hasSize(2);
        assertThat(message.thread().type()).isEqualTo(ChannelType.PUBLIC_THREAD);
        assertThat(message.position()).isEqualTo(7);
        assertThat(message.roleSubscriptionData().isRenewal()).isTrue();
        assertThat(message.resolved().users()).containsOnlyKeys(80351110224678912L);
        assertThat(message.resolved().channels().get(1164000000000000002L).permissions())
                .isEqualTo(new Permissions(2147483647));
        assertThat(message.poll().answers().get(0).pollMedia().emoji().name()).isEqualTo("🦉");
        assertThat(message.poll().results().answerCounts().get(0).count()).isEqualTo(5);
        assertThat(message.call().participants()).containsExactly(80351110224678912L);
        assertThat(message.sharedClientTheme().gradientAngle()).isEqualTo(90);
    }

    @Test
    void aGuildHasItsSettings() {
        assertThat(loaded.guildId()).isEqualTo(197038439483310086L);
        assertThat(loaded.joinedAt()).isEqualTo("2018-05-12T19:12:24.151Z");
        assertThat(loaded.large()).isTrue();
        assertThat(loaded.memberCount()).isEqualTo(260);
        assertThat(guild.name()).isEqualTo("Discord Testers");
        assertThat(guild.splash()).isNull();
        assertThat(guild.ownerId()).isEqualTo(73193882359173120L);
        assertThat(guild.applicationId()).isZero();
        assertThat(guild.verificationLevel()).isEqualTo(VerificationLevel.HIGH);
        assertThat(guild.mfaLevel()).isEqualTo(MfaLevel.ELEVATED);
        assertThat(guild.premiumTier()).isEqualTo(PremiumTier.TIER_3);
        assertThat(guild.maxPresences()).isEqualTo(OptionalInt.empty());
        assertThat(guild.features()).contains("A_FEATURE_OF_TOMORROW");
        assertThat(guild.incidentsData().invitesDisabledUntil()).isEqualTo("2026-11-02T00:00:00Z");
        assertThat(guild.welcomeScreen().welcomeChannels().get(0).emojiName()).isEqualTo("👋");
    }

    @Test
    void aGuildHasItsRoles() {
        var everyone = guild.roles().get(0);
        assertThat(everyone.id()).isEqualTo(guild.id());
        assertThat(everyone.permissions().has(Permissions.ADMINISTRATOR)).isFalse();
        assertThat(everyone.tags()).isNull();

        var boosters = guild.roles().get(1);
        assertThat(boosters.permissions().bits()).isEqualTo(-1);
        assertThat(boosters.colors().secondaryColor()).hasValue(16759788);
        assertThat(boosters.flags()).isEqualTo(RoleFlags.IN_PROMPT);
        assertThat(boosters.tags().premiumSubscriber()).isTrue();
        assertThat(boosters.tags().guildConnections()).isTrue();
        assertThat(boosters.tags().availableForPurchase()).isFalse();
    }

    @Test
    void aGuildHasItsChannelsThoseOfTomorrowToo() {
        Channel general = loaded.channels().get(0);
        assertThat(general.permissionOverwrites())
                .containsExactly(new PermissionOverwrite(
                        80351110224678912L, OverwriteType.MEMBER, Permissions.VIEW_CHANNEL, Permissions.SEND_MESSAGES));
        assertThat(general.nsfw()).isTrue();

        Channel unheardOf = loaded.channels().get(1);
        assertThat(unheardOf.type()).isEqualTo(ChannelType.UNKNOWN);
        assertThat(unheardOf.name()).isEqualTo("a channel of tomorrow");
        assertThat(unheardOf.flags().has(ChannelFlags.CHANNEL_OBFUSCATED)).isTrue();

        Channel forum = loaded.channels().get(2);
        assertThat(forum.availableTags().get(0).emojiName()).isEqualTo("✅");
        assertThat(forum.defaultSortOrder()).isEqualTo(ForumSortOrder.CREATION_DATE);
        assertThat(forum.defaultForumLayout()).isEqualTo(ForumLayout.GALLERY_VIEW);

        Channel thread = loaded.threads().get(0);
        assertThat(thread.appliedTags()).containsExactly(1L);
        assertThat(thread.threadMetadata().locked()).isTrue();
        assertThat(thread.member().joinTimestamp()).isEqualTo("2021-04-12T23:40:39.855793Z");
    }

    @Test
    void aGuildHasItsPeople() {
        assertThat(loaded.members().get(0).user().bot()).isTrue();
        assertThat(loaded.voiceStates().get(0).selfVideo()).isTrue();

        var presence = loaded.presences().get(0);
        assertThat(presence.status()).isEqualTo(PresenceStatus.DND);
        assertThat(presence.clientStatus().mobile()).isEqualTo(PresenceStatus.IDLE);
        assertThat(presence.clientStatus().web()).isEqualTo(PresenceStatus.UNKNOWN);

        var activity = presence.activities().get(0);
        assertThat(activity.createdAt()).isEqualTo(Instant.ofEpochMilli(1730000000123L));
        assertThat(activity.party().size()).containsExactly(2L, 2L);
        assertThat(activity.flags().has(ActivityFlags.JOIN)).isTrue();
    }

    @Test
    void aGuildHasItsPlansAndSounds() {
        assertThat(loaded.stageInstances().get(0).topic()).isEqualTo("Testing Testing, 123");

        var planned = loaded.guildScheduledEvents().get(0);
        assertThat(planned.entityType()).isEqualTo(ScheduledEventEntityType.EXTERNAL);
        assertThat(planned.entityMetadata().location()).isEqualTo("The old barn");
        assertThat(planned.recurrenceRule().byNWeekday()).containsExactly(new NthWeekday(1, RecurrenceWeekday.TUESDAY));
        assertThat(planned.recurrenceRule().byMonth()).isEmpty();

        assertThat(loaded.soundboardSounds().get(0).volume()).isEqualTo(0.75);
    }

    @Test
    void anUnavailableGuildIsAnEventOfItsOwn() {
        var first = Samples.dispatch("GUILD_CREATE", "{'id':'41771983423143937','unavailable':true}");
        var last = Samples.dispatch("GUILD_CREATE", "{'unavailable':true,'id':'41771983423143937'}");

        assertThat(first.event()).isEqualTo(new GuildCreate.Unavailable(first, 41771983423143937L));
        assertThat(last.event()).isEqualTo(new GuildCreate.Unavailable(last, 41771983423143937L));
    }

    @Test
    void aGuildIsAvailableUnlessItSaysOtherwise() {
        var payload = Samples.dispatch("GUILD_CREATE", "{'id':'5','members':[{'unavailable':true}]}");

        assertThat(payload.event()).isInstanceOfSatisfying(GuildCreate.Available.class, available -> {
            assertThat(available.guildId()).isEqualTo(5);
            assertThat(available.channels()).isEmpty();
        });
    }

    @Test
    void aGuildThatIsLeftIsNotUnavailable() {
        var outage = Samples.dispatch("GUILD_DELETE", "{'id':'5','unavailable':true}");
        var left = Samples.dispatch("GUILD_DELETE", "{'id':'5'}");

        assertThat(outage.event()).isEqualTo(new GuildDelete(outage, 5, true));
        assertThat(left.event()).isEqualTo(new GuildDelete(left, 5, false));
    }

    @Test
    void readyHasWhatASessionNeeds() {
        var payload = Samples.dispatch("READY", """
                {'v':10,'user':{'id':'9','username':'owl','bot':true,'verified':true},'guilds':[{'id':'5','unavailable':true}],
                'session_id':'abc','resume_gateway_url':'wss://gateway-us-east1-b.discord.gg','shard':[2,4],
                'application':{'id':'8','flags':565248},'_trace':['x'],'user_settings':{}}""");

        assertThat(payload.event()).isInstanceOfSatisfying(Ready.class, ready -> {
            assertThat(ready.v()).isEqualTo(10);
            assertThat(ready.user().username()).isEqualTo("owl");
            assertThat(ready.guilds())
                    .singleElement()
                    .satisfies(guild -> assertThat(guild.unavailable()).isTrue());
            assertThat(ready.sessionId()).isEqualTo("abc");
            assertThat(ready.resumeGatewayUrl()).isEqualTo("wss://gateway-us-east1-b.discord.gg");
            assertThat(ready.shard()).isEqualTo(List.of(2, 4));
            assertThat(ready.application().id()).isEqualTo(8);
        });
    }

    @Test
    void theSmallEventsAreReadToo() {
        var resumed = Samples.dispatch("RESUMED", "null");
        var deleted = Samples.dispatch("MESSAGE_DELETE", "{'id':'1','channel_id':'2','guild_id':'3'}");
        var typing = Samples.dispatch("TYPING_START", "{'user_id':'1','timestamp':1730000000,'channel_id':'2'}");
        var updated = Samples.dispatch("MESSAGE_UPDATE", "{'id':'1','content':'new','channel_type':1}");

        assertThat(resumed.event()).isEqualTo(new Resumed(resumed));
        assertThat(deleted.event()).isEqualTo(new MessageDelete(deleted, 1, 2, 3));
        assertThat(typing.event()).isEqualTo(new TypingStart(typing, 2, 0, 1, Instant.ofEpochSecond(1730000000), null));
        assertThat(updated.event()).isInstanceOfSatisfying(MessageUpdate.class, update -> {
            assertThat(update.message().content()).isEqualTo("new");
            assertThat(update.channelType()).isEqualTo(ChannelType.DM);
        });
    }

    @Test
    void whatIsAbsentIsEmptyAndNeverNullUnlessMarked() {
        var payload = Samples.dispatch("MESSAGE_CREATE", "{}");

        assertThat(payload.event()).isInstanceOfSatisfying(MessageCreate.class, event -> {
            assertThat(event.member()).isNull();
            assertThat(event.message().content()).isEmpty();
            assertThat(event.message().author().id()).isZero();
            assertThat(event.message().author().bot()).isFalse();
            assertThat(event.message().timestamp()).isEqualTo(Instant.EPOCH);
            assertThat(event.message().type()).isEqualTo(MessageType.UNKNOWN);
            assertThat(event.message().flags().bits()).isZero();
            assertThat(event.message().mentions()).isEmpty();
            assertThat(event.message().referencedMessage()).isEqualTo(Field.absent());
        });
    }
}
