package dev.nightjar.gateway;

import java.net.URI;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberUpdateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/**
 * JDA with its own light profile: no cache but that of guilds, channels and roles, which it cannot do without. Raw events are
 * enabled, as they are the only ones that come for each dispatch; JDA sends one after it has handled the dispatch. Those types
 * of which JDA always makes an event of its own are checked for it: what belongs to a guild that JDA does not know would have
 * none.
 */
final class JdaPeer implements Peer {

    private final Handled handled;
    private final JDA jda;
    private long typed; // the sequence of the last dispatch of which JDA made an event of its own

    JdaPeer(URI gateway, String rest, Handled handled) {
        this.handled = handled;
        jda = JDABuilder.createLight("token", GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRawEventsEnabled(true)
                .setRestConfig(new RestConfig().setBaseUrl(rest + "/api/v10/"))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return gateway.toString();
                    }
                })
                .addEventListeners((EventListener) this::onEvent)
                .build();
    }

    private void onEvent(GenericEvent event) {
        switch (event) {
            case RawGatewayEvent raw -> {
                if (typed != raw.getResponseNumber() && isAlwaysTyped(raw.getType())) {
                    handled.fail("JDA made no event of " + raw.getType() + " " + raw.getResponseNumber());
                }
                handled.dispatch(raw.getResponseNumber());
            }
            case MessageReceivedEvent message -> typed = message.getResponseNumber();
            case UserTypingEvent typing -> typed = typing.getResponseNumber();
            case MessageReactionAddEvent reaction -> typed = reaction.getResponseNumber();
            case GuildMemberUpdateEvent member -> typed = member.getResponseNumber();
            default -> {
                // JDA has others too, but not of each presence, voice state or guild.
            }
        }
    }

    private static boolean isAlwaysTyped(String type) {
        return switch (type) {
            case "MESSAGE_CREATE", "TYPING_START", "MESSAGE_REACTION_ADD", "GUILD_MEMBER_UPDATE" -> true;
            default -> false;
        };
    }

    @Override
    public void go() {
        jda.getPresence().setStatus(OnlineStatus.IDLE);
    }
}
