package dev.nightjar.gateway.model.component;

import dev.nightjar.gateway.model.Coded;

/**
 * The type of a component.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference#component-object-component-types">Discord: Component Types</a>
 */
public enum ComponentType implements Coded {
    /** A row of buttons, or one select menu. */
    ACTION_ROW(1),
    /** A button. */
    BUTTON(2),
    /** A menu of options. */
    STRING_SELECT(3),
    /** A text to be typed. */
    TEXT_INPUT(4),
    /** A menu of users. */
    USER_SELECT(5),
    /** A menu of roles. */
    ROLE_SELECT(6),
    /** A menu of users and roles. */
    MENTIONABLE_SELECT(7),
    /** A menu of channels. */
    CHANNEL_SELECT(8),
    /** Text with something beside it. */
    SECTION(9),
    /** Text. */
    TEXT_DISPLAY(10),
    /** A small picture beside text. */
    THUMBNAIL(11),
    /** Pictures and videos. */
    MEDIA_GALLERY(12),
    /** A file. */
    FILE(13),
    /** A space or line between components. */
    SEPARATOR(14),
    /** A box with components in it. */
    CONTAINER(17),
    /** A label and description of a component of a modal. */
    LABEL(18),
    /** Files to be uploaded. */
    FILE_UPLOAD(19),
    /** Options of which one is chosen. */
    RADIO_GROUP(21),
    /** Options of which several are chosen. */
    CHECKBOX_GROUP(22),
    /** A choice of yes or no. */
    CHECKBOX(23),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ComponentType(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
