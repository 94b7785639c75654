package dev.nightjar.gateway.model.automod;

import java.util.List;

/**
 * What exactly a rule looks for.
 *
 * @param keywordFilter the words, 1,000 at most, of KEYWORD and MEMBER_PROFILE
 * @param regexPatterns the patterns in the syntax of Rust, 10 at most, of KEYWORD and MEMBER_PROFILE
 * @param presets the lists of Discord, of KEYWORD_PRESET
 * @param allowList the words that are allowed all the same
 * @param mentionTotalLimit how many mentions a message may have, of MENTION_SPAM, 50 at most
 * @param mentionRaidProtectionEnabled whether raids of mentions are detected, of MENTION_SPAM
 * @see <a href="https://discord.com/developers/docs/resources/auto-moderation#auto-moderation-rule-object-trigger-metadata">Discord: Trigger Metadata</a>
 */
public record AutoModerationTriggerMetadata(
        List<String> keywordFilter,
        List<String> regexPatterns,
        List<KeywordPresetType> presets,
        List<String> allowList,
        int mentionTotalLimit,
        boolean mentionRaidProtectionEnabled) {

    /** Copies what could change later. */
    public AutoModerationTriggerMetadata {
        keywordFilter = List.copyOf(keywordFilter);
        regexPatterns = List.copyOf(regexPatterns);
        presets = List.copyOf(presets);
        allowList = List.copyOf(allowList);
    }
}
