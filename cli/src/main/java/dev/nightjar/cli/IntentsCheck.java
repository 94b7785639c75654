package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Skipped;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import dev.nightjar.gateway.event.Intent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The check of the intents that the bot asks for, against those that its application is granted. Pure. */
final class IntentsCheck {

    static final String NAME = "intents";

    private IntentsCheck() {}

    /** The privileged intents that an application with these flags is granted. */
    // Discord: application#application-object-application-flags. Each intent has a flag for verified bots and one for
    // the others.
    static Set<Intent> granted(long flags) {
        Set<Intent> granted = EnumSet.noneOf(Intent.class);
        if ((flags & (1L << 12 | 1L << 13)) != 0) {
            granted.add(Intent.GUILD_PRESENCES);
        }
        if ((flags & (1L << 14 | 1L << 15)) != 0) {
            granted.add(Intent.GUILD_MEMBERS);
        }
        if ((flags & (1L << 18 | 1L << 19)) != 0) {
            granted.add(Intent.MESSAGE_CONTENT);
        }
        return granted;
    }

    /**
     * The intents to log in with: those asked for, else all that need no approval and all that are granted. What is not granted is
     * left out, so that the other checks can go on.
     */
    static int toLogInWith(OptionalInt asked, OptionalLong flags) {
        int refused = 0;
        if (flags.isPresent()) {
            refused = Intent.bits(refused(asked.orElse(-1), flags.getAsLong()));
        } else if (asked.isEmpty()) {
            refused = Intent.bits(EnumSet.complementOf(EnumSet.copyOf(Intent.unprivileged())));
        }
        return asked.orElse(Intent.bits(List.of(Intent.values()))) & ~refused;
    }

    static List<Finding> judge(OptionalInt asked, OptionalLong flags) {
        List<Finding> findings = new ArrayList<>();
        if (flags.isEmpty()) {
            findings.add(new Skipped(
                    "The flags of the application are not known, so only the log-in shows what is granted."));
        } else {
            for (Intent refused : refused(asked.orElse(0), flags.getAsLong())) {
                findings.add(new Trouble(
                        ExitStatus.INTENTS,
                        refused
                                + " is asked for, but the application is not granted it: Discord closes the connection with"
                                + " 4014.",
                        "Turn on \"" + portalName(refused)
                                + "\" on the Bot page of the developer portal, or do not ask for it."));
            }
        }
        if (asked.isPresent()) {
            findings.addAll(choice(asked.getAsInt()));
        } else if (flags.isPresent()) {
            findings.add(unasked(flags.getAsLong()));
        }
        if (findings.isEmpty()) {
            findings.add(new Found("All that are asked for are granted: " + names(asked.orElse(0)) + "."));
        }
        return findings;
    }

    private static Set<Intent> refused(int asked, long flags) {
        Set<Intent> refused = EnumSet.complementOf(EnumSet.copyOf(Intent.unprivileged()));
        refused.removeAll(granted(flags));
        refused.removeIf(intent -> (asked & intent.mask()) == 0);
        return refused;
    }

    /** What the choice itself leads to. */
    private static List<Finding> choice(int asked) {
        List<Finding> findings = new ArrayList<>();
        boolean messages = has(asked, Intent.GUILD_MESSAGES) || has(asked, Intent.DIRECT_MESSAGES);
        if (asked == 0) {
            findings.add(new Warning(
                    "No intents are asked for, so no events come but interactions.",
                    "Ask for those of the events that the bot handles; the Javadoc of Event has the table."));
        } else if (!has(asked, Intent.GUILDS)) {
            findings.add(new Warning(
                    "GUILDS is not asked for, so nothing tells of guilds, channels and roles.",
                    "Ask for GUILDS, which most bots need."));
        }
        if (has(asked, Intent.MESSAGE_CONTENT) && !messages) {
            findings.add(new Warning(
                    "MESSAGE_CONTENT is asked for, which brings no event, but neither GUILD_MESSAGES nor DIRECT_MESSAGES,"
                            + " which bring messages.",
                    "Ask for GUILD_MESSAGES, DIRECT_MESSAGES or both."));
        }
        if (has(asked, Intent.GUILD_MESSAGES) && !has(asked, Intent.MESSAGE_CONTENT)) {
            findings.add(new Warning(
                    "GUILD_MESSAGES is asked for without MESSAGE_CONTENT: messages come with an empty content, but for those"
                            + " that mention the bot.",
                    "Turn on \"" + portalName(Intent.MESSAGE_CONTENT)
                            + "\" on the Bot page of the developer portal, and ask for MESSAGE_CONTENT."));
        }
        return findings;
    }

    private static Finding unasked(long flags) {
        Set<Intent> granted = granted(flags);
        String may = "The application is granted "
                + (granted.isEmpty() ? "none of the privileged intents" : join(granted)) + ".";
        return granted.contains(Intent.MESSAGE_CONTENT)
                ? new Found(may + " Name with --intents what the bot asks for, to have it compared.")
                : new Warning(
                        may + " Without MESSAGE_CONTENT messages come with an empty content.",
                        "Turn on \"" + portalName(Intent.MESSAGE_CONTENT)
                                + "\" on the Bot page of the developer portal if the bot reads messages.");
    }

    private static boolean has(int bits, Intent intent) {
        return (bits & intent.mask()) != 0;
    }

    /** The intents of these bits by their names. */
    static String names(int bits) {
        Set<Intent> known = EnumSet.allOf(Intent.class);
        known.removeIf(intent -> !has(bits, intent));
        return known.isEmpty() ? "none" : join(known);
    }

    private static String join(Set<Intent> intents) {
        return intents.stream().map(Intent::name).collect(Collectors.joining(", "));
    }

    private static String portalName(Intent intent) {
        return switch (intent) {
            case GUILD_PRESENCES -> "Presence Intent";
            case GUILD_MEMBERS -> "Server Members Intent";
            default -> "Message Content Intent";
        };
    }
}
