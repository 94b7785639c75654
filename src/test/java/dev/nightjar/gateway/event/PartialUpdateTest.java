package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Updates that name only what they tell: what is absent is neither false nor null. */
class PartialUpdateTest {

    @Test
    void aMemberWhoseUpdateSaysNothingOfVoiceIsNotUndeafened() {
        var update = (GuildMemberUpdate) Samples.dispatch(
                        "GUILD_MEMBER_UPDATE", "{'guild_id':'1','user':{'id':'2'},'roles':[],'nick':null,'mute':false}")
                .event();

        assertThat(update.member().deaf()).isEmpty();
        assertThat(update.member().mute()).contains(false);
        assertThat(update.member().pending()).isEmpty();
        assertThat(update.member().flags()).isEmpty();
        assertThat(update.member().nick().isNull()).isTrue();
        assertThat(update.member().premiumSince().isPresent()).isFalse();
    }

    @Test
    void aUserOfWhomAPresenceTellsOnlyTheAvatarKeepsTheRest() {
        var update = (PresenceUpdate) Samples.dispatch("PRESENCE_UPDATE", "{'user':{'id':'2','avatar':null}}")
                .event();

        assertThat(update.presence().user().id()).isEqualTo(2);
        assertThat(update.presence().user().avatar().isNull()).isTrue();
        assertThat(update.presence().user().banner().isPresent()).isFalse();
        assertThat(update.presence().user().username()).isEmpty();
        assertThat(update.presence().user().bot()).isEmpty();
    }
}
