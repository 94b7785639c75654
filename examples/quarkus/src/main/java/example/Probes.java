package example;

import dev.nightjar.metrics.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** What the two probes say of the bot, and why. */
@ApplicationScoped
class Probes {

    private final Health health;

    Probes(Bot bot) {
        health = Health.of(bot::shards);
    }

    @Produces
    @ApplicationScoped
    @Readiness
    HealthCheck readiness() {
        return () -> response(health.readiness());
    }

    @Produces
    @ApplicationScoped
    @Liveness
    HealthCheck liveness() {
        return () -> response(health.liveness());
    }

    /** A degraded bot works, so its probe passes. */
    private static HealthCheckResponse response(Health.Report report) {
        return HealthCheckResponse.named("bot")
                .status(report.status() != Health.Status.DOWN)
                .withData("bot", report.status().name())
                .withData("reason", report.reason())
                .build();
    }
}
