package dev.nightjar.gateway.model.message;

import dev.nightjar.gateway.model.guild.StickerFormat;

/**
 * As much of a sticker as it takes to show it.
 *
 * @param id the id
 * @param name the name
 * @param formatType the format
 * @see <a href="https://discord.com/developers/docs/resources/sticker#sticker-item-object">Discord: Sticker Item Object</a>
 */
public record StickerItem(long id, String name, StickerFormat formatType) {}
