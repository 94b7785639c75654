package dev.nightjar.gateway.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the bot's presence. An empty list of activities clears them. The presence lasts as long as the session: a new
 * session begins with {@link dev.nightjar.gateway.GatewayConfig#presence() the presence of the configuration}, so send it
 * again after a READY.
 *
 * @param status the status to show
 * @param activities what the bot is doing; a bot can set name, type, url and state
 * @param since when the bot went idle, or null if it is not idle
 * @param afk whether the bot is away
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#update-presence">Discord: Update Presence</a>
 */
public record UpdatePresence(
        Status status, List<Activity> activities, @Nullable Instant since, boolean afk) implements Command {

    /** The status that the dot at the bot's picture shows. */
    public enum Status {
        /** Online. */
        ONLINE("online"),
        /** Do not disturb. */
        DO_NOT_DISTURB("dnd"),
        /** Idle. */
        IDLE("idle"),
        /** Shown as offline. */
        INVISIBLE("invisible"),
        /** Offline, as which a bot that is connected is shown as well. */
        OFFLINE("offline");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /**
         * The name on the wire.
         *
         * @return as in {@code "dnd"}
         */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * An activity that a bot can show.
     *
     * @param type how the name is introduced
     * @param name what is played, streamed, listened to, watched or competed in
     * @param url the stream's address, for {@link Type#STREAMING} only
     * @param state a second line; the text itself for {@link Type#CUSTOM}
     * @see <a href="https://discord.com/developers/docs/events/gateway-events#activity-object">Discord: Activity Object</a>
     */
    public record Activity(
            Type type,
            String name,
            @Nullable String url,
            @Nullable String state) {

        /** The kinds of activity. */
        public enum Type {
            /** Playing. */
            PLAYING(0),
            /** Streaming; needs a url. */
            STREAMING(1),
            /** Listening to. */
            LISTENING(2),
            /** Watching. */
            WATCHING(3),
            /** The text in state, without an introduction. */
            CUSTOM(4),
            /** Competing in. */
            COMPETING(5);

            private final int value;

            Type(int value) {
                this.value = value;
            }

            /**
             * The number on the wire.
             *
             * @return from 0 to 5
             */
            public int value() {
                return value;
            }
        }

        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException when the name is blank, or a url comes with another type than streaming
         */
        public Activity {
            if (name.isBlank()) {
                throw new IllegalArgumentException("An activity needs a name, but it is empty");
            }
            if (url != null && type != Type.STREAMING) {
                throw new IllegalArgumentException(
                        "Only a STREAMING activity has a url, but this is " + type + " with " + url);
            }
        }

        /**
         * An activity with a name only.
         *
         * @param type how the name is introduced
         * @param name the name
         * @return the activity
         */
        public static Activity of(Type type, String name) {
            return new Activity(type, name, null, null);
        }
    }

    /** Copies the list. */
    public UpdatePresence {
        activities = List.copyOf(activities);
    }

    /**
     * A presence for a bot that is not idle.
     *
     * @param status the status to show
     * @param activities what the bot is doing; none clears them
     * @return the command
     */
    public static UpdatePresence of(Status status, Activity... activities) {
        return new UpdatePresence(status, List.of(activities), null, false);
    }

    @Override
    public OpCode opCode() {
        return OpCode.PRESENCE_UPDATE;
    }
}
