package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.model.guild.Emoji;
import dev.nightjar.gateway.model.message.ReactionType;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens to messages: bulk deletions, reactions and votes. */
@NullUnmarked // what the samples have is not null, and if it is, that fails the test
class MessageEventsTest {

    private static final long USER = 80351110224678912L;

    private static final long MESSAGE = 1164000000000000001L;

    private static final long CHANNEL = 1164000000000000002L;

    private static final long GUILD = 1164000000000000003L;

    @Test
    void aBulkDeletionNamesAllMessages() {
        var event = Samples.event("message-delete-bulk.json", MessageDeleteBulk.class);

        assertThat(event)
                .isEqualTo(
                        new MessageDeleteBulk(event.payload(), List.of(MESSAGE, CHANNEL), 1164000000000000010L, GUILD));
    }

    @Test
    void aReactionSaysWhoseItIsAndToWhat() {
        var event = Samples.event("message-reaction-add.json", MessageReactionAdd.class);

        var member = event.member();
        assertThat(member.user().username()).isEqualTo("nelly");
        assertThat(member.roles()).containsExactly(1164000000000000010L);
        assertThat(member.joinedAt()).isEqualTo("2015-04-26T06:26:56.936Z");
        assertThat(member.mute()).isTrue();
        assertThat(event)
                .isEqualTo(new MessageReactionAdd(
                        event.payload(),
                        USER,
                        CHANNEL,
                        MESSAGE,
                        GUILD,
                        member,
                        emoji(41771983429993937L, "LUL", true),
                        53908099506183680L,
                        true,
                        List.of("#e04a3f", "#5865f2"),
                        ReactionType.BURST));
    }

    @Test
    void aReactionMayBeOfAKindThatNobodyKnows() {
        var event = Samples.event("message-reaction-remove.json", MessageReactionRemove.class);

        assertThat(event)
                .isEqualTo(new MessageReactionRemove(
                        event.payload(),
                        USER,
                        CHANNEL,
                        MESSAGE,
                        GUILD,
                        emoji(0, "🔥", false),
                        false,
                        ReactionType.UNKNOWN));
    }

    @Test
    void reactionsAreRemovedAllOrByTheirEmoji() {
        var all = Samples.event("message-reaction-remove-all.json", MessageReactionRemoveAll.class);
        var emoji = Samples.event("message-reaction-remove-emoji.json", MessageReactionRemoveEmoji.class);

        assertThat(all).isEqualTo(new MessageReactionRemoveAll(all.payload(), CHANNEL, MESSAGE, GUILD));
        assertThat(emoji)
                .isEqualTo(new MessageReactionRemoveEmoji(
                        emoji.payload(), CHANNEL, GUILD, MESSAGE, emoji(41771983429993937L, null, false)));
    }

    @Test
    void aVoteNamesItsAnswer() {
        var add = Samples.event("message-poll-vote-add.json", MessagePollVoteAdd.class);
        var remove = Samples.event("message-poll-vote-remove.json", MessagePollVoteRemove.class);

        assertThat(add).isEqualTo(new MessagePollVoteAdd(add.payload(), USER, CHANNEL, MESSAGE, GUILD, 2));
        assertThat(remove).isEqualTo(new MessagePollVoteRemove(remove.payload(), USER, CHANNEL, MESSAGE, GUILD, 2));
    }

    @Test
    void outsideOfGuildsThereIsNoGuild() {
        var payload = Samples.dispatch("MESSAGE_REACTION_ADD", "{'user_id':'1','emoji':{'name':'x'}}");

        assertThat(payload.event()).isInstanceOfSatisfying(MessageReactionAdd.class, event -> {
            assertThat(event.guildId()).isZero();
            assertThat(event.member()).isNull();
            assertThat(event.burstColors()).isEmpty();
            assertThat(event.emoji().name()).isEqualTo("x");
        });
    }

    private static Emoji emoji(long id, @Nullable String name, boolean animated) {
        return new Emoji(id, name, List.of(), null, false, false, animated, false);
    }
}
