package dev.nightjar.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A gateway session and its last sequence: the data of a RESUME. It may be stored and given to {@link
 * GatewayConfig.Builder#session(Session)} of a later process within the few minutes that Discord keeps a session.
 *
 * @param id the session id of READY
 * @param sequence the sequence of the last event that counts as received; the gateway replays what follows it
 * @param resumeUrl where to dial for a resume: READY's resume_gateway_url, or the main URL where READY had none
 * @param shard the shard whose session it is; no other shard, and no other total, resumes it
 * @see <a href="https://discord.com/developers/docs/events/gateway#resuming">Discord: Resuming</a>
 */
public record Session(String id, long sequence, URI resumeUrl, ShardId shard) {

    // Discord's ids have 32. Even if all of these must be escaped, they fit into a RESUME beside a token of a
    // thousand characters, and into a stored session.
    private static final int MOST_ID_CHARACTERS = 500;

    /**
     * Checks the parts, so that every session can be sent in a RESUME.
     *
     * @throws IllegalArgumentException when the id is blank, longer than 500 characters or no Unicode text, the sequence is
     *     negative, or the URL is neither ws nor wss or longer than 1,000 characters
     */
    public Session {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A session id must not be blank");
        }
        if (id.length() > MOST_ID_CHARACTERS) {
            throw new IllegalArgumentException(
                    "A session id must be at most " + MOST_ID_CHARACTERS + " characters, but has " + id.length());
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            throw new IllegalArgumentException("A session id must be Unicode text, but has a lone surrogate in it");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("A session's sequence must not be negative, but is " + sequence);
        }
        GatewayUrl.check(resumeUrl);
    }

    Session at(long newSequence) {
        return new Session(id, newSequence, resumeUrl, shard);
    }
}
