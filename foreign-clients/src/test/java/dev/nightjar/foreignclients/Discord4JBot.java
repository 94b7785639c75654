package dev.nightjar.foreignclients;

import discord4j.core.DiscordClient;
import discord4j.core.event.domain.lifecycle.DisconnectEvent;
import discord4j.core.event.domain.lifecycle.ResumeEvent;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.object.presence.ClientActivity;
import discord4j.core.object.presence.ClientPresence;
import discord4j.gateway.intent.Intent;
import discord4j.gateway.intent.IntentSet;
import reactor.core.publisher.Mono;

/** A bot as users of Discord4J write it: what the guide for those who come from Discord4J begins with. */
final class Discord4JBot {

    private Discord4JBot() {}

    static Mono<Void> bot(DiscordClient client) {
        // @start region="bot"
        Mono<Void> bot = client.gateway()
                .setEnabledIntents(IntentSet.of(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT))
                .setInitialPresence(shard -> ClientPresence.online(ClientActivity.watching("the stars")))
                .withGateway(gateway -> Mono.when(
                        gateway.on(MessageCreateEvent.class)
                                .doOnNext(event ->
                                        System.out.println(event.getMessage().getContent())),
                        gateway.on(DisconnectEvent.class)
                                .doOnNext(event -> System.out.println("Disconnected: " + event.getStatus())),
                        gateway.on(ResumeEvent.class).doOnNext(event -> System.out.println("Resumed"))));
        // @end
        return bot;
    }
}
