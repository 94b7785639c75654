package dev.nightjar.gateway.event;

import dev.nightjar.gateway.command.OpCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command was refused because there were too many of its kind.
 *
 * <p>Discord's name for it is {@index RATE_LIMITED}.
 *
 * @param payload the payload as received
 * @param opcode the opcode of the command as a number, as one that this version does not know has no other form; see {@link
 *     #command()}
 * @param retryAfter how many seconds to wait before the next try
 * @param meta which command it was
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#rate-limited">Discord: Rate Limited</a>
 */
public record RateLimited(Payload payload, int opcode, double retryAfter, Metadata meta) implements Event {

    /**
     * The description of the request that was refused. Discord documents it for Request Guild Members; for any other opcode
     * look into the payload.
     *
     * @param guildId the id of the guild whose members were requested; 0 for another opcode
     * @param nonce the nonce of the request
     * @see <a
     *     href="https://discord.com/developers/docs/events/gateway-events#rate-limited-request-guild-member-rate-limit-metadata-structure">
     *     Discord: Request Guild Member Rate Limit Metadata Structure</a>
     */
    public record Metadata(long guildId, @Nullable String nonce) {}

    /**
     * The command's opcode.
     *
     * @return empty when this version does not know the number
     */
    public Optional<OpCode> command() {
        return OpCode.of(opcode);
    }
}
