package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.model.application.Entitlement;
import dev.nightjar.gateway.model.application.EntitlementType;
import dev.nightjar.gateway.model.application.FulfillmentStatus;
import dev.nightjar.gateway.model.application.Subscription;
import dev.nightjar.gateway.model.application.SubscriptionStatus;
import dev.nightjar.gateway.model.interaction.ApplicationCommandPermission;
import dev.nightjar.gateway.model.interaction.ApplicationCommandPermissionType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an app has sold, and who may use its commands. */
class ApplicationEventsTest {

    @Test
    void permissionsOfACommandAreForRolesUsersAndChannels() {
        var event =
                Samples.event("application-command-permissions-update.json", ApplicationCommandPermissionsUpdate.class);

        assertThat(event)
                .isEqualTo(new ApplicationCommandPermissionsUpdate(
                        event.payload(),
                        1164000000000000100L,
                        1164000000000000032L,
                        1164000000000000003L,
                        List.of(
                                new ApplicationCommandPermission(
                                        1164000000000000003L, ApplicationCommandPermissionType.ROLE, false),
                                new ApplicationCommandPermission(
                                        80351110224678912L, ApplicationCommandPermissionType.USER, true),
                                new ApplicationCommandPermission(
                                        1164000000000000002L, ApplicationCommandPermissionType.CHANNEL, true),
                                new ApplicationCommandPermission(
                                        1164000000000000102L, ApplicationCommandPermissionType.UNKNOWN, true))));
    }

    @Test
    void anEntitlementSaysWhoHasItAndHowLong() {
        var created = Samples.event("entitlement-create.json", EntitlementCreate.class);
        var updated = Samples.event("entitlement-update.json", EntitlementUpdate.class);
        var deleted = Samples.event("entitlement-delete.json", EntitlementDelete.class);

        assertThat(created).isEqualTo(new EntitlementCreate(created.payload(), entitlement(false)));
        assertThat(updated).isEqualTo(new EntitlementUpdate(updated.payload(), entitlement(false)));
        assertThat(deleted).isEqualTo(new EntitlementDelete(deleted.payload(), entitlement(true)));
    }

    @Test
    void anEntitlementWithoutAPeriodHasNoTimes() {
        var payload = Samples.dispatch("ENTITLEMENT_CREATE", "{'id':'1','starts_at':null,'ends_at':null,'type':99}");

        assertThat(payload.event()).isInstanceOfSatisfying(EntitlementCreate.class, event -> {
            assertThat(event.entitlement().startsAt()).isNull();
            assertThat(event.entitlement().endsAt()).isNull();
            assertThat(event.entitlement().type()).isEqualTo(EntitlementType.UNKNOWN);
            assertThat(event.entitlement().consumed()).isFalse();
        });
    }

    @Test
    void aSubscriptionSaysHowItStandsWithIt() {
        var created = Samples.event("subscription-create.json", SubscriptionCreate.class);
        var updated = Samples.event("subscription-update.json", SubscriptionUpdate.class);
        var deleted = Samples.event("subscription-delete.json", SubscriptionDelete.class);

        assertThat(created)
                .isEqualTo(new SubscriptionCreate(created.payload(), subscription(SubscriptionStatus.ACTIVE)));
        assertThat(updated)
                .isEqualTo(new SubscriptionUpdate(updated.payload(), subscription(SubscriptionStatus.ENDING)));
        assertThat(deleted)
                .isEqualTo(new SubscriptionDelete(deleted.payload(), subscription(SubscriptionStatus.UNKNOWN)));
    }

    private static Entitlement entitlement(boolean deleted) {
        return new Entitlement(
                1019653849998299136L,
                1019475255913222144L,
                1019370614521200640L,
                771129655544643584L,
                EntitlementType.APPLICATION_SUBSCRIPTION,
                deleted,
                Instant.parse("2022-09-14T17:00:18.704163Z"),
                Instant.parse("2022-10-14T17:00:18.704163Z"),
                1015034326372454400L,
                true,
                Instant.parse("2022-09-14T17:00:19Z"),
                FulfillmentStatus.FULFILLED,
                771129655544643585L);
    }

    private static Subscription subscription(SubscriptionStatus status) {
        return new Subscription(
                1278078770116427839L,
                1088605110638227537L,
                List.of(1158857122189168803L),
                List.of(1019653849998299136L, 1019653849998299137L),
                List.of(1158857122189168804L),
                Instant.parse("2024-08-27T19:48:44.406602Z"),
                Instant.parse("2024-09-27T19:48:44.406602Z"),
                status,
                Instant.parse("2024-09-01T00:00:00Z"),
                "NO");
    }
}
