package dev.nightjar.gateway.event;

/**
 * A payload that this version has no record for: a dispatch whose name it does not know, or another opcode than Discord
 * documents. Nothing is lost: {@link Payload#name()}, {@link Payload#map()} and {@link Payload#bytes()} have it all.
 *
 * @param payload the payload as received
 */
public record Unknown(Payload payload) implements Event {

    private record Guild(long guildId) {}

    /**
     * The field {@code guild_id}, which is read anew at each call.
     *
     * @return 0 where there is none
     */
    @Override
    public long guildId() {
        try {
            return payload.as(Guild.class).guildId();
        } catch (PayloadException e) {
            return 0;
        }
    }
}
