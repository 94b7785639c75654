package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The check of the token as text, before anybody is asked about it. Pure. */
final class TokenCheck {

    static final String NAME = "token";

    private static final String COPY =
            "Copy the token anew from the Bot page of the developer portal, without anything around it.";

    private static final Pattern PARTS = Pattern.compile("([\\w-]{17,})\\.[\\w-]{5,}\\.[\\w-]{20,}");
    private static final Pattern ID = Pattern.compile("\\d{15,20}");
    private static final Pattern PUBLIC_KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CLIENT_SECRET = Pattern.compile("[\\w-]{32}");

    private TokenCheck() {}

    /**
     * What is wrong with a token, and what is left of it when that is mended.
     *
     * @param findings what is wrong, or that all is well
     * @param token the token alone, without "Bot "; empty where there is none that could be sent
     */
    record Judgement(List<Finding> findings, String token) {}

    /** The judgement of what stands in the source, such as an environment variable. */
    static Judgement judge(TokenSource.Text source) {
        return switch (source) {
            case TokenSource.None none -> none(new Trouble(ExitStatus.TOKEN, none.text(), none.remedy()));
            case TokenSource.Some some -> judge(some.place(), some.text());
        };
    }

    private static Judgement judge(String place, String text) {
        List<Finding> findings = new ArrayList<>();
        String token = text.strip();
        if (token.isEmpty()) {
            return none(new Trouble(ExitStatus.TOKEN, place + " is empty.", COPY));
        }
        if (token.length() < text.length()) {
            findings.add(new Trouble(
                    ExitStatus.TOKEN,
                    place + " has " + around(text, token) + ", with which no request can be sent.",
                    "Cut it off where the value is set; in a shell, $(cat file) does so."));
        }
        if (isQuoted(token)) {
            token = token.substring(1, token.length() - 1).strip();
            findings.add(new Trouble(
                    ExitStatus.TOKEN,
                    place + " has quotation marks around the token, which are taken for a part of it.",
                    "Leave the quotation marks out: files of environment variables, such as Docker's, keep them."));
        }
        if (token.startsWith("Bearer ")) {
            return none(new Trouble(
                    ExitStatus.TOKEN,
                    place + " begins with \"Bearer\": that is a user's OAuth2 token, with which no bot can log in.",
                    COPY));
        }
        if (token.startsWith("Bot ")) {
            token = token.substring("Bot ".length()).strip();
            findings.add(new Warning(
                    place + " begins with \"Bot \", which Nightjar bears and many a library puts before it once more.",
                    "Leave \"Bot \" out of the value."));
        }
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            findings.add(new Trouble(
                    ExitStatus.TOKEN, place + " has spaces or characters inside of it that no token has.", COPY));
            return new Judgement(findings, "");
        }
        findings.add(form(place, token));
        return new Judgement(findings, token);
    }

    private static Judgement none(Trouble trouble) {
        return new Judgement(List.of(trouble), "");
    }

    private static String around(String text, String token) {
        String rest = text.replace(token, "");
        return rest.indexOf('\n') >= 0 || rest.indexOf('\r') >= 0
                ? "a line break before or behind the token"
                : "a space before or behind the token";
    }

    private static boolean isQuoted(String token) {
        char first = token.charAt(0);
        return token.length() > 1 && (first == '"' || first == '\'') && token.charAt(token.length() - 1) == first;
    }

    private static Finding form(String place, String token) {
        var parts = PARTS.matcher(token);
        String id = parts.matches() ? decoded(parts.group(1)) : "";
        if (ID.matcher(id).matches()) {
            return new Found(place + " has the form of a bot's token, for the bot " + id + ".");
        }
        return new Warning(place + " has not the form of a bot's token, " + guess(token) + ".", COPY);
    }

    private static String guess(String token) {
        if (ID.matcher(token).matches()) {
            return "but that of an id";
        }
        if (PUBLIC_KEY.matcher(token).matches()) {
            return "but that of the application's public key";
        }
        if (CLIENT_SECRET.matcher(token).matches()) {
            return "but that of the client secret, which is for OAuth2";
        }
        return "which is three parts with dots between them";
    }

    /** The id that the first part of a token is; empty where it is none. Everybody may know it. */
    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
