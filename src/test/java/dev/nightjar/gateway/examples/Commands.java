package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.CommandBudget;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.UpdatePresence;
import dev.nightjar.gateway.UpdatePresence.Activity;
import dev.nightjar.gateway.UpdatePresence.Status;

/** What a bot can send. */
final class Commands {

    private Commands() {}

    static void send(Shard shard) {
        // @start region="commands"
        shard.send(UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.WATCHING, "the stars")));
        shard.sendJson("{\"op\":4,\"d\":{\"guild_id\":\"41771983423143937\",\"channel_id\":null,"
                + "\"self_mute\":false,\"self_deaf\":false}}");

        CommandBudget budget = shard.commandBudget();
        System.out.println(budget.available() + " of " + budget.max() + " left, next in " + budget.nextFree());
        // @end
    }
}
