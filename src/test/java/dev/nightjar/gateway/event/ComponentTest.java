package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.gateway.model.channel.ChannelType;
import dev.nightjar.gateway.model.component.ActionRow;
import dev.nightjar.gateway.model.component.Button;
import dev.nightjar.gateway.model.component.ButtonStyle;
import dev.nightjar.gateway.model.component.ChannelSelect;
import dev.nightjar.gateway.model.component.Checkbox;
import dev.nightjar.gateway.model.component.CheckboxGroup;
import dev.nightjar.gateway.model.component.Component;
import dev.nightjar.gateway.model.component.Container;
import dev.nightjar.gateway.model.component.FileComponent;
import dev.nightjar.gateway.model.component.FileUpload;
import dev.nightjar.gateway.model.component.GroupOption;
import dev.nightjar.gateway.model.component.Label;
import dev.nightjar.gateway.model.component.MediaGallery;
import dev.nightjar.gateway.model.component.MediaGalleryItem;
import dev.nightjar.gateway.model.component.MentionableSelect;
import dev.nightjar.gateway.model.component.RadioGroup;
import dev.nightjar.gateway.model.component.RoleSelect;
import dev.nightjar.gateway.model.component.Section;
import dev.nightjar.gateway.model.component.SelectDefaultValue;
import dev.nightjar.gateway.model.component.SelectDefaultValueType;
import dev.nightjar.gateway.model.component.SelectOption;
import dev.nightjar.gateway.model.component.Separator;
import dev.nightjar.gateway.model.component.SeparatorSpacing;
import dev.nightjar.gateway.model.component.StringSelect;
import dev.nightjar.gateway.model.component.TextDisplay;
import dev.nightjar.gateway.model.component.TextInput;
import dev.nightjar.gateway.model.component.TextInputStyle;
import dev.nightjar.gateway.model.component.Thumbnail;
import dev.nightjar.gateway.model.component.UnfurledMediaItem;
import dev.nightjar.gateway.model.component.UnfurledMediaItemFlags;
import dev.nightjar.gateway.model.component.UserSelect;
import dev.nightjar.gateway.model.guild.Emoji;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The components of a message, all kinds of them. */
class ComponentTest {

    private static final OptionalInt UNTOLD = OptionalInt.empty();

    private final List<Component> components = Samples.event("message-create-components.json", MessageCreate.class)
            .message()
            .components();

    @Test
    void aContainerHoldsTextPicturesAndFiles() {
        var owl = new UnfurledMediaItem(
                "https://example.com/owl.png",
                "https://p.example.com/owl.png",
                480,
                640,
                "kwgKBYA5d4dwh3d4d4eId3CHdw==",
                1,
                "image/png",
                new UnfurledMediaItemFlags(5),
                1164000000000000020L);

        assertThat(components.get(0))
                .isEqualTo(new Container(
                        1,
                        List.of(
                                new Section(
                                        2,
                                        List.of(new TextDisplay(3, "# Owls")),
                                        new Thumbnail(4, owl, "An owl", true)),
                                new Separator(5, false, SeparatorSpacing.LARGE),
                                new Separator(6, null, SeparatorSpacing.UNKNOWN),
                                new MediaGallery(
                                        7,
                                        List.of(
                                                new MediaGalleryItem(media("https://example.com/1.webm"), null, false),
                                                new MediaGalleryItem(media("attachment://2.png"), "Two", true))),
                                new FileComponent(8, media("attachment://owl.pdf"), true, "owl.pdf", 5_000_000_000L)),
                        OptionalInt.of(0),
                        true));
        assertThat(owl.flags().has(UnfurledMediaItemFlags.IS_ANIMATED)).isTrue();
    }

    @Test
    void aRowHoldsButtonsOfAllStyles() {
        assertThat(components.get(1))
                .isEqualTo(new ActionRow(
                        9,
                        List.of(
                                new Button(
                                        10,
                                        ButtonStyle.PRIMARY,
                                        "Click",
                                        emoji(41771983429993937L, "LUL", true),
                                        "click",
                                        0,
                                        null,
                                        false),
                                new Button(11, ButtonStyle.LINK, "Docs", null, null, 0, "https://example.com", true),
                                new Button(
                                        12, ButtonStyle.PREMIUM, null, null, null, 1019475255913222144L, null, false),
                                new Button(13, ButtonStyle.UNKNOWN, null, null, "tomorrow", 0, null, false))));
    }

    @Test
    void aMenuHoldsOptions() {
        assertThat(components.get(2))
                .isEqualTo(new ActionRow(
                        14,
                        List.of(new StringSelect(
                                15,
                                "class",
                                List.of(
                                        new SelectOption(
                                                "Rogue",
                                                "rogue",
                                                "Sneak n stab",
                                                emoji(625891304148303894L, "rogue", false),
                                                false),
                                        new SelectOption("Mage", "mage", null, null, true)),
                                "Choose a class",
                                OptionalInt.of(0),
                                OptionalInt.of(3),
                                false,
                                true))));
    }

    @Test
    void menusOfTheGuildHoldWhatIsChosenFromTheStart() {
        assertThat(components.subList(3, 7))
                .containsExactly(
                        new UserSelect(
                                16,
                                "user",
                                null,
                                List.of(
                                        new SelectDefaultValue(80351110224678912L, SelectDefaultValueType.USER),
                                        new SelectDefaultValue(1, SelectDefaultValueType.UNKNOWN)),
                                UNTOLD,
                                UNTOLD,
                                null,
                                false),
                        new RoleSelect(
                                17,
                                "role",
                                null,
                                List.of(new SelectDefaultValue(1164000000000000010L, SelectDefaultValueType.ROLE)),
                                UNTOLD,
                                OptionalInt.of(25),
                                null,
                                false),
                        new MentionableSelect(
                                18, "mentionable", "Who?", List.of(), OptionalInt.of(1), UNTOLD, null, false),
                        new ChannelSelect(
                                19,
                                "channel",
                                List.of(ChannelType.GUILD_TEXT, ChannelType.GUILD_ANNOUNCEMENT, ChannelType.UNKNOWN),
                                null,
                                List.of(new SelectDefaultValue(1164000000000000002L, SelectDefaultValueType.CHANNEL)),
                                UNTOLD,
                                UNTOLD,
                                null,
                                false));
    }

    @Test
    void aLabelHoldsWhatAModalAsksFor() {
        assertThat(components.subList(7, 12))
                .containsExactly(
                        new Label(
                                20,
                                "Name",
                                "Your name",
                                new TextInput(
                                        21,
                                        "name",
                                        TextInputStyle.PARAGRAPH,
                                        "old",
                                        OptionalInt.of(1),
                                        OptionalInt.of(4000),
                                        true,
                                        "Nelly",
                                        "Write")),
                        new Label(
                                22,
                                "Files",
                                null,
                                new FileUpload(
                                        23,
                                        "files",
                                        OptionalInt.of(2),
                                        OptionalInt.of(10),
                                        false,
                                        List.of("image", ".pdf"))),
                        new Label(
                                24,
                                "One",
                                null,
                                new RadioGroup(
                                        25,
                                        "radio",
                                        List.of(
                                                new GroupOption("a", "A", "First", true),
                                                new GroupOption("b", "B", null, false)),
                                        true)),
                        new Label(
                                26,
                                "Some",
                                null,
                                new CheckboxGroup(
                                        27,
                                        "boxes",
                                        List.of(new GroupOption("c", "C", null, false)),
                                        OptionalInt.of(0),
                                        OptionalInt.of(1),
                                        false)),
                        new Label(28, "Yes?", null, new Checkbox(29, "yes", true)));
    }

    @Test
    void anUnknownComponentKeepsAllThatIsInIt() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("type", 99);
        fields.put("id", 30);
        fields.put("custom_id", "new");
        fields.put("nothing", null);
        fields.put("inner", Map.of("components", List.of(Map.of("type", 2))));
        fields.put("weight", 0.5);

        assertThat(components.get(12)).isInstanceOfSatisfying(Component.Unknown.class, unknown -> {
            assertThat(unknown.fields()).isEqualTo(fields);
            assertThat(unknown.id()).isEqualTo(30);
            assertThatThrownBy(() -> unknown.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
        });
        assertThat(components.get(13)).isEqualTo(new Component.Unknown(Map.of("id", 31)));
    }

    @Test
    void theSampleHasEveryKindOfComponent() {
        var kinds = new HashSet<Class<?>>();
        components.forEach(component -> addKinds(component, kinds));

        assertThat(kinds).isEqualTo(Samples.records(Component.class));
    }

    private static void addKinds(Component component, Set<Class<?>> kinds) {
        kinds.add(component.getClass());
        switch (component) {
            case ActionRow row -> row.components().forEach(inner -> addKinds(inner, kinds));
            case Container container -> container.components().forEach(inner -> addKinds(inner, kinds));
            case Section section -> {
                section.components().forEach(inner -> addKinds(inner, kinds));
                addKinds(section.accessory(), kinds);
            }
            case Label label -> addKinds(label.component(), kinds);
            default -> {}
        }
    }

    private static UnfurledMediaItem media(String url) {
        return new UnfurledMediaItem(url, null, 0, 0, null, 0, null, new UnfurledMediaItemFlags(0), 0);
    }

    private static Emoji emoji(long id, String name, boolean animated) {
        return new Emoji(id, name, List.of(), null, false, false, animated, false);
    }
}
