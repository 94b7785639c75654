package dev.nightjar.console.examples;

import dev.nightjar.cluster.Cluster;
import dev.nightjar.console.Console;
import dev.nightjar.console.ConsoleSettings;
import dev.nightjar.console.FleetSource;
import dev.nightjar.console.ShardReading;

/** A page that shows the shards of all members of a cluster, served by one of them. */
final class WatchedCluster {

    private WatchedCluster() {}

    static Console open(Cluster cluster) {
        // @start region="open"
        FleetSource source = () -> cluster.reports().stream()
                .map(report -> new ShardReading(report.snapshot(), report.stats(), report.member()))
                .toList();
        return Console.open(source, ConsoleSettings.onLoopback(8080));
        // @end
    }
}
