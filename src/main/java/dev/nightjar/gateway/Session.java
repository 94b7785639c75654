package dev.nightjar.gateway;

import java.net.URI;

/**
 * What it takes to resume: a gateway session and how far its events have come. Plain data; it may be stored and given to
 * {@link GatewayConfig.Builder#session(Session)} of a later process within the few minutes that Discord keeps a session.
 *
 * @param id the session id of READY
 * @param sequence the sequence of the last event that counts as received; the gateway replays what follows it
 * @param resumeUrl where to dial for a resume: READY's resume_gateway_url, or the main URL where READY had none
 * @param shard the shard whose session it is; no other shard, and no other total, resumes it
 * @see <a href="https://discord.com/developers/docs/events/gateway#resuming">Discord: Resuming</a>
 */
public record Session(String id, long sequence, URI resumeUrl, ShardId shard) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the id is blank, the sequence is negative, or the URL is neither ws nor wss
     */
    public Session {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A session id must not be blank");
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
