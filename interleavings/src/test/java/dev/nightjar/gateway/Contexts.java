package dev.nightjar.gateway;

import java.util.Optional;

/** What a shard of the tests is made of. */
final class Contexts {

    private Contexts() {}

    /** A shard in real time with this mailbox. */
    static ShardContext of(GatewayConfig config, Mailbox mailbox) {
        CommandQueue commands = new CommandQueue(ShardId.ONE, 10);
        return new ShardContext(
                ShardId.ONE,
                config,
                Time.SYSTEM,
                mailbox,
                commands,
                new Presence(Optional.empty(), true),
                new MemberRequests(ShardId.ONE, mailbox, commands, Time.SYSTEM),
                new Permits(config.identifyQueue(), ShardId.ONE),
                new Tally(Time.SYSTEM));
    }
}
