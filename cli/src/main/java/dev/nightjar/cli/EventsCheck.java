package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import dev.nightjar.gateway.GatewayMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The check of what came while the doctor listened. Pure. */
final class EventsCheck {

    static final String NAME = "events";

    private static final int SHOWN = 8;

    private EventsCheck() {}

    static List<Finding> judge(Login.Seen seen, Duration listened) {
        List<Finding> findings = new ArrayList<>();
        if (seen.lost().isPresent()) {
            GatewayMessage.Close lost = seen.lost().get();
            findings.add(
                    new Trouble(
                            ExitStatus.GATEWAY,
                            "The connection ended while the doctor listened: " + lost.cause() + ", " + lost.code()
                                    + ", " + Words.foreign(lost.reason()) + ".",
                            "Try again; if it stays so, check the proxy or firewall on the way, which cuts connections, most likely."));
        }
        String time = Words.time(listened);
        findings.add(
                seen.events().isEmpty()
                        ? new Found("No event came within " + time
                                + ", as is normal while nobody writes: write a message where the bot can see it.")
                        : new Found("Within " + time + " came " + shown(seen.events()) + "."));
        if (seen.emptyMessages() > 0) {
            findings.add(
                    new Warning(
                            Words.number(seen.emptyMessages()) + " of " + Words.count(seen.messages(), "message")
                                    + " came with an empty content.",
                            "Turn on \"Message Content Intent\" on the Bot page of the developer portal, and ask for MESSAGE_CONTENT."));
        }
        return findings;
    }

    private static String shown(Map<String, Long> events) {
        String some = events.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(entry -> Words.number(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        int more = events.size() - SHOWN;
        return more > 0 ? some + " and " + more + " more types" : some;
    }
}
