package dev.nightjar.cluster;

/**
 * What a member counts, at one moment. The counters begin with 0 when it joins, and never go back.
 *
 * @param members how many members there are, this one included
 * @param total how many shards the bot has, at all members together
 * @param shards how many of them this member has
 * @param handOversGiven how many shards it has given to other members
 * @param handOversTaken how many shards it has taken that other members gave to it
 * @param claimsAfterDeaths how many shards it has taken whose members had died, or had been cut off
 * @param leasesLost how many shards it has lost to other members, because it did not renew its leases in time
 * @param engineFailures how often the engine did not answer when it looked at the records
 */
public record ClusterStats(
        int members,
        int total,
        int shards,
        long handOversGiven,
        long handOversTaken,
        long claimsAfterDeaths,
        long leasesLost,
        long engineFailures) {}
