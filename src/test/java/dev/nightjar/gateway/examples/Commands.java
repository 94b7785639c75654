package dev.nightjar.gateway.examples;

import dev.nightjar.gateway.CommandBudget;
import dev.nightjar.gateway.Shard;
import dev.nightjar.gateway.command.RequestChannelInfo;
import dev.nightjar.gateway.command.UpdatePresence;
import dev.nightjar.gateway.command.UpdatePresence.Activity;
import dev.nightjar.gateway.command.UpdatePresence.Status;
import dev.nightjar.gateway.command.UpdateVoiceState;

/** What a bot can send. */
final class Commands {

    private Commands() {}

    static void send(Shard shard) {
        // @start region="commands"
        shard.send(UpdatePresence.of(Status.ONLINE, Activity.of(Activity.Type.WATCHING, "the stars")));
        shard.send(UpdateVoiceState.leave(41771983423143937L));
        shard.send(RequestChannelInfo.of(41771983423143937L, RequestChannelInfo.STATUS));

        CommandBudget budget = shard.commandBudget();
        System.out.println(budget.available() + " of " + budget.max() + " left, next in " + budget.nextFree());
        // @end
    }
}
