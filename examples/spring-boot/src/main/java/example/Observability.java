package example;

import dev.nightjar.metrics.GatewayMetrics;
import dev.nightjar.metrics.Health.Report;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Actuator shows of the bot: its meters, and for each of the two probes whether it passes and why. */
@Configuration(proxyBeanMethods = false)
class Observability {

    @Bean
    MeterBinder botMeters(Bot bot) {
        return GatewayMetrics.of(bot, Bot::shards);
    }

    @Bean
    dev.nightjar.metrics.Health botHealth(Bot bot) {
        return dev.nightjar.metrics.Health.of(bot::shards);
    }

    @Bean
    HealthIndicator botReadiness(dev.nightjar.metrics.Health health) {
        return () -> toSpring(health.readiness());
    }

    @Bean
    HealthIndicator botLiveness(dev.nightjar.metrics.Health health) {
        return () -> toSpring(health.liveness());
    }

    /** A degraded bot works, so its probe passes. */
    private static Health toSpring(Report report) {
        Health.Builder health =
                switch (report.status()) {
                    case UP, DEGRADED -> Health.up();
                    case DOWN -> Health.down();
                };
        return health.withDetail("bot", report.status())
                .withDetail("reason", report.reason())
                .build();
    }
}
