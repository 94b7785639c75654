package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.command.OpCode;
import dev.nightjar.gateway.model.Field;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The events that answer a command; behaviour 57 as far as it is decoded. */
class AnswerEventTest {

    @Test
    void aRateLimitSaysWhichRequestAndHowLongToWait() {
        var payload = Samples.dispatch(
                "RATE_LIMITED", "{'opcode':8,'retry_after':12.5,'meta':{'guild_id':'41','nonce':'n','x':1},'y':[]}");

        assertThat(payload.event()).isEqualTo(new RateLimited(payload, 8, 12.5, new RateLimited.Metadata(41, "n")));
        assertThat(((RateLimited) payload.event()).command()).contains(OpCode.REQUEST_GUILD_MEMBERS);
    }

    @Test
    void aRateLimitOfAnotherOpcodeIsTypedToo() {
        var whole = Samples.dispatch("RATE_LIMITED", "{'opcode':31,'retry_after':3,'meta':{'other':true}}");
        var without = Samples.dispatch("RATE_LIMITED", "{'opcode':43,'retry_after':3}");

        assertThat(whole.event()).isEqualTo(new RateLimited(whole, 31, 3, new RateLimited.Metadata(0, null)));
        assertThat(without.event()).isEqualTo(new RateLimited(without, 43, 3, new RateLimited.Metadata(0, null)));
    }

    @Test
    void aChannelWithoutAStatusIsNotOneThatWasNotAskedForIt() {
        var payload = Samples.dispatch("CHANNEL_INFO", """
                {'guild_id':'41','channels':[{'id':'1','status':'Owls','voice_start_time':1730000000},
                {'id':'2','status':null},{'id':'3','voice_start_time':null},{'id':'4','status':{}}]}""");

        assertThat(payload.event()).isInstanceOfSatisfying(ChannelInfo.class, info -> {
            assertThat(info.guildId()).isEqualTo(41);
            assertThat(info.channels())
                    .containsExactly(
                            new ChannelInfo.Channel(1, Field.of("Owls"), Field.of(Instant.ofEpochSecond(1730000000))),
                            new ChannelInfo.Channel(2, Field.of(null), Field.absent()),
                            new ChannelInfo.Channel(3, Field.absent(), Field.of(null)),
                            new ChannelInfo.Channel(4, Field.absent(), Field.absent()));
        });
    }

    @Test
    void aPartOfTheMembersSaysWhichPartItIs() {
        var payload = Samples.dispatch("GUILD_MEMBERS_CHUNK", """
                {'guild_id':'41','members':[{'user':{'id':'7','username':'owl'},'roles':['5'],'flags':0}],
                'chunk_index':1,'chunk_count':3,'not_found':['8',9],'presences':[{'user':{'id':'7'},'status':'idle'}],
                'nonce':'n'}""");

        assertThat(payload.event()).isInstanceOfSatisfying(GuildMembersChunk.class, chunk -> {
            assertThat(chunk.guildId()).isEqualTo(41);
            assertThat(chunk.members()).singleElement().satisfies(member -> {
                assertThat(member.user()).isNotNull();
                assertThat(member.roles()).containsExactly(5L);
            });
            assertThat(chunk.chunkIndex()).isEqualTo(1);
            assertThat(chunk.chunkCount()).isEqualTo(3);
            assertThat(chunk.notFound()).containsExactly(8L, 9L);
            assertThat(chunk.presences())
                    .singleElement()
                    .satisfies(presence -> assertThat(presence.user().id()).isEqualTo(7));
            assertThat(chunk.nonce()).isEqualTo("n");
        });
    }

    @Test
    void aRateLimitOfACommandThatIsUnknownKeepsItsNumber() {
        var limited = (RateLimited) Samples.dispatch("RATE_LIMITED", "{'opcode':99,'retry_after':1.5}")
                .event();

        assertThat(limited.opcode()).isEqualTo(99);
        assertThat(limited.command()).isEmpty();
    }
}
