package dev.nightjar.gateway;

/**
 * The objects that live as long as a shard. Its connections share them, one after the other.
 *
 * @param id which shard it is
 * @param config how it connects
 * @param time its clock
 * @param mailbox what waits for the user, with the session's ledger
 * @param commands what the user has given to be sent
 * @param presence the presence that the user wants
 * @param requests the member requests that wait for an answer
 * @param permits its requests to the identify queue
 * @param tally what it counts
 */
record ShardContext(
        ShardId id,
        GatewayConfig config,
        Time time,
        Mailbox mailbox,
        CommandQueue commands,
        Presence presence,
        MemberRequests requests,
        Permits permits,
        Tally tally) {}
