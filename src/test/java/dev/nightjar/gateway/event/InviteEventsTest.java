package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.model.guild.InviteTargetType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked // what the samples have is not null, and if it is, that fails the test
class InviteEventsTest {

    @Test
    void anInviteSaysWhereItLeadsAndForHowLong() {
        var event = Samples.event("invite-create.json", InviteCreate.class);

        var inviter = event.inviter();
        var target = event.targetUser();
        var application = event.targetApplication();
        assertThat(inviter.username()).isEqualTo("nelly");
        assertThat(target.username()).isEqualTo("Mason");
        assertThat(application.name()).isEqualTo("Betrayal.io");
        assertThat(event)
                .isEqualTo(new InviteCreate(
                        event.payload(),
                        1164000000000000002L,
                        "0vCdhLbwjZZTWZLD",
                        Instant.parse("2026-11-01T12:34:56.789Z"),
                        1164000000000000003L,
                        inviter,
                        604_800,
                        5,
                        InviteTargetType.EMBEDDED_APPLICATION,
                        target,
                        application,
                        true,
                        0,
                        Instant.parse("2026-11-08T12:34:56.789Z"),
                        List.of(1164000000000000013L)));
    }

    @Test
    void anInviteMayBeValidForEverAndLeadNowhereInParticular() {
        var payload = Samples.dispatch("INVITE_CREATE", "{'code':'x','max_age':0,'expires_at':null}");

        assertThat(payload.event()).isInstanceOfSatisfying(InviteCreate.class, event -> {
            assertThat(event.maxAge()).isZero();
            assertThat(event.expiresAt()).isNull();
            assertThat(event.targetType()).isEqualTo(InviteTargetType.UNKNOWN);
            assertThat(event.targetUser()).isNull();
            assertThat(event.roleIds()).isEmpty();
        });
    }

    @Test
    void aDeletedInviteIsKnownByItsCode() {
        var event = Samples.event("invite-delete.json", InviteDelete.class);

        assertThat(event)
                .isEqualTo(new InviteDelete(
                        event.payload(), 1164000000000000002L, 1164000000000000003L, "0vCdhLbwjZZTWZLD"));
    }
}
