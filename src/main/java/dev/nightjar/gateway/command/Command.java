package dev.nightjar.gateway.command;

/**
 * A command that a bot can send to the gateway once its session is up.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#send-events">Discord: Send Events</a>
 */
public sealed interface Command
        permits UpdatePresence, UpdateVoiceState, RequestGuildMembers, RequestSoundboardSounds, RequestChannelInfo {

    /**
     * The opcode that this command is sent with.
     *
     * @return the opcode
     */
    OpCode opCode();
}
