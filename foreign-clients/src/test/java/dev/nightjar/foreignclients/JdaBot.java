package dev.nightjar.foreignclients;

import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;

/** A bot as users of JDA write it: what the guide for those who come from JDA begins with. */
final class JdaBot {

    private JdaBot() {}

    // @start region="listener"
    static final class Chat extends ListenerAdapter {

        @Override
        public void onMessageReceived(MessageReceivedEvent event) {
            System.out.println(
                    event.getAuthor().getName() + ": " + event.getMessage().getContentRaw());
        }

        @Override
        public void onSessionDisconnect(SessionDisconnectEvent event) {
            System.out.println("Disconnected: " + event.getCloseCode());
        }

        @Override
        public void onSessionResume(SessionResumeEvent event) {
            System.out.println("Resumed");
        }
    }
    // @end

    static JDABuilder builder(String token) {
        // @start region="builder"
        JDABuilder builder = JDABuilder.createLight(token, GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT)
                .setActivity(Activity.watching("the stars"))
                .addEventListeners(new Chat());
        // @end
        return builder;
    }
}
