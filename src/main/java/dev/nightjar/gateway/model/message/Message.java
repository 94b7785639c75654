package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.Field;
import dev.nightjar.gateway.model.application.Application;
import dev.nightjar.gateway.model.channel.Channel;
import dev.nightjar.gateway.model.component.Component;
import dev.nightjar.gateway.model.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message in a channel. Without the message content intent content, embeds, attachments, components and poll are
 * empty, except in messages that concern the bot.
 *
 * @param id the id
 * @param channelId the id of the channel
 * @param author who wrote it; for a webhook's message only its id, username and avatar
 * @param content the text
 * @param timestamp when it was sent
 * @param editedTimestamp when it was last edited
 * @param tts whether it is read aloud
 * @param mentionEveryone whether it mentions everyone
 * @param mentions the users that it mentions
 * @param mentionRoles the ids of the roles that it mentions
 * @param mentionChannels the channels that it mentions, in a crossposted message
 * @param attachments the attached files
 * @param embeds the embedded content
 * @param reactions the reactions
 * @param nonce what the sender gave to recognize it by
 * @param pinned whether it is pinned
 * @param webhookId the id of the webhook that sent it; 0 where none did
 * @param type what kind of message it is
 * @param activity the Rich Presence activity that it invites to
 * @param application the application of that activity
 * @param applicationId the id of the application of an interaction or a webhook; 0 where there is none
 * @param flags the flags
 * @param messageReference the message that it replies to, forwards, or comes from
 * @param messageSnapshots the messages that it forwards
 * @param referencedMessage the message that it replies to: null where that was deleted, absent where Discord has not looked for
 *     it
 * @param interactionMetadata the interaction that it answers
 * @param thread the thread that was started from it
 * @param components the buttons, menus and other components
 * @param stickerItems the stickers
 * @param position its approximate position in a thread
 * @param roleSubscriptionData the role subscription that it tells of
 * @param purchaseNotification the purchase that it tells of; only Discord's API description has this
 * @param resolved the objects behind the ids of its select menus
 * @param poll the poll
 * @param call the call that it tells of
 * @param sharedClientTheme the client theme that it shares
 * @see <a href="https://discord.com/developers/docs/resources/message#message-object">Discord: Message Object</a>
 */
public record Message(
        long id,
        long channelId,
        User author,
        String content,
        Instant timestamp,
        @Nullable Instant editedTimestamp,
        boolean tts,
        boolean mentionEveryone,
        List<Mention> mentions,
        List<Long> mentionRoles,
        List<ChannelMention> mentionChannels,
        List<Attachment> attachments,
        List<Embed> embeds,
        List<Reaction> reactions,
        @Nullable String nonce,
        boolean pinned,
        long webhookId,
        MessageType type,
        @Nullable MessageActivity activity,
        @Nullable Application application,
        long applicationId,
        MessageFlags flags,
        @Nullable MessageReference messageReference,
        List<MessageSnapshot> messageSnapshots,
        Field<Message> referencedMessage,
        @Nullable MessageInteractionMetadata interactionMetadata,
        @Nullable Channel thread,
        List<Component> components,
        List<StickerItem> stickerItems,
        int position,
        @Nullable RoleSubscriptionData roleSubscriptionData,
        @Nullable PurchaseNotification purchaseNotification,
        @Nullable Resolved resolved,
        @Nullable Poll poll,
        @Nullable MessageCall call,
        @Nullable SharedClientTheme sharedClientTheme) {

    /** Copies what could change later. */
    public Message {
        mentions = List.copyOf(mentions);
        mentionRoles = List.copyOf(mentionRoles);
        mentionChannels = List.copyOf(mentionChannels);
        attachments = List.copyOf(attachments);
        embeds = List.copyOf(embeds);
        reactions = List.copyOf(reactions);
        messageSnapshots = List.copyOf(messageSnapshots);
        components = List.copyOf(components);
        stickerItems = List.copyOf(stickerItems);
    }
}
