package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import java.time.Duration;

/** The check whether the HTTP API answers as Discord's does. Pure. */
final class ApiCheck {

    static final String NAME = "http";

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private ApiCheck() {}

    static Finding judge(Place place, Api.Result result) {
        return switch (result) {
            case Api.Answer answer -> judge(place, answer);
            case Api.Late late ->
                new Trouble(
                        ExitStatus.NETWORK,
                        "The HTTP API at " + place + " gave no complete answer in time.",
                        "Try again; if it stays so, look at discordstatus.com, and at the firewall or proxy on the way.");
            case Api.Failed failed ->
                new Trouble(
                        ExitStatus.NETWORK,
                        "The HTTP API at " + place + " gave no answer: " + failed.error() + ".",
                        "Check --api-url, and the firewall or proxy on the way.");
        };
    }

    private static Finding judge(Place place, Api.Answer answer) {
        int status = answer.status();
        if (status == 429) {
            return new Trouble(
                    ExitStatus.LIMITS,
                    "Discord answers no more requests of this bot or of this address for now (HTTP 429" + wait(answer)
                            + ").",
                    "Stop whatever asks so often, such as a service that starts the bot again and again, and wait.");
        }
        if (status == 401) {
            return new Trouble(
                    ExitStatus.TOKEN,
                    "Discord refuses the token (HTTP 401).",
                    "Make a new one with Reset Token on the Bot page of the developer portal, and set it; this one was reset"
                            + " before, or is another application's secret.");
        }
        if (status >= 500) {
            return new Trouble(
                    ExitStatus.GATEWAY,
                    "The HTTP API at " + place + " has a problem of its own (HTTP " + status + ").",
                    "Wait, and look at discordstatus.com.");
        }
        if (answer.isPage() || (status >= 300 && status < 400)) {
            return new Trouble(
                    ExitStatus.NETWORK,
                    "What answers at " + place + " is no HTTP API: it gives "
                            + (answer.isPage() ? "a web page" : "a redirect") + " (HTTP " + status
                            + (answer.location().isEmpty() ? "" : ", to " + Words.foreign(answer.location())) + ").",
                    "Log in at the portal of this network with a browser, or name the proxy with --proxy; then check --api-url.");
        }
        if (status != 200 || answer.object().isEmpty()) {
            return new Trouble(
                    ExitStatus.NETWORK,
                    "What answers at " + place + " is not Discord's HTTP API (HTTP " + status + ").",
                    "Check --api-url, which ends with the version, as in https://discord.com/api/v10.");
        }
        return new Found("The HTTP API at " + place + " has answered in " + Words.time(answer.took()) + ".");
    }

    private static String wait(Api.Answer answer) {
        String seconds = answer.retryAfter().strip();
        if (!seconds.matches("\\d{1,9}")) {
            return "";
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(seconds));
        return ", again in " + Words.time(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }
}
