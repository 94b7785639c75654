package dev.nightjar.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gateway.model.application.ApplicationIntegrationType;
import dev.nightjar.gateway.model.application.EntitlementType;
import dev.nightjar.gateway.model.channel.ChannelType;
import dev.nightjar.gateway.model.component.ActionRow;
import dev.nightjar.gateway.model.component.ComponentType;
import dev.nightjar.gateway.model.guild.Permissions;
import dev.nightjar.gateway.model.interaction.ApplicationCommandOptionType;
import dev.nightjar.gateway.model.interaction.ApplicationCommandType;
import dev.nightjar.gateway.model.interaction.AutocompleteOption;
import dev.nightjar.gateway.model.interaction.CommandOption;
import dev.nightjar.gateway.model.interaction.Interaction;
import dev.nightjar.gateway.model.interaction.InteractionContextType;
import dev.nightjar.gateway.model.interaction.InteractionGuild;
import dev.nightjar.gateway.model.interaction.SubmittedComponent;
import dev.nightjar.gateway.model.message.InteractionType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What users do with an app. */
@NullUnmarked // what the samples have is not null, and if it is, that fails the test
class InteractionTest {

    private static final long USER = 53908232506183680L;

    private static final long GUILD = 290926798626357999L;

    private static final long CHANNEL = 645027906669510667L;

    private static final long ROLE = 539082325061836999L;

    private final InteractionCreate.ApplicationCommand command =
            Samples.event("interaction-create.json", InteractionCreate.ApplicationCommand.class);

    private final InteractionCreate.ModalSubmit submit =
            Samples.event("interaction-create-modal.json", InteractionCreate.ModalSubmit.class);

    @Test
    void anInteractionSaysWhoDidSomethingAndWhere() {
        Interaction interaction = command.interaction();

        assertThat(interaction.id()).isEqualTo(846462639134605312L);
        assertThat(interaction.applicationId()).isEqualTo(845027738276462632L);
        assertThat(interaction.type()).isEqualTo(InteractionType.APPLICATION_COMMAND);
        assertThat(interaction.guild())
                .isEqualTo(new InteractionGuild(GUILD, "en-US", List.of("COMMUNITY", "OF_TOMORROW")));
        assertThat(interaction.guildId()).isEqualTo(GUILD);
        assertThat(interaction.channel().name()).isEqualTo("general");
        assertThat(interaction.channel().type()).isEqualTo(ChannelType.GUILD_TEXT);
        assertThat(interaction.channelId()).isEqualTo(CHANNEL);
        assertThat(interaction.member().permissions().bits()).isEqualTo(2147483647);
        assertThat(interaction.member().roles()).containsExactly(ROLE);
        assertThat(interaction.user()).isNull();
        assertThat(interaction.invokingUser().username()).isEqualTo("Mason");
        assertThat(interaction.token()).isEqualTo("aW50ZXJhY3Rpb246MTIz");
        assertThat(interaction.version()).isEqualTo(1);
        assertThat(interaction.message()).isNull();
        assertThat(interaction.appPermissions().bits()).isEqualTo(562949953601536L);
        assertThat(interaction.locale()).isEqualTo("de");
        assertThat(interaction.guildLocale()).isEqualTo("en-US");
        assertThat(interaction.entitlements()).singleElement().satisfies(entitlement -> {
            assertThat(entitlement.skuId()).isEqualTo(1019475255913222144L);
            assertThat(entitlement.type()).isEqualTo(EntitlementType.APPLICATION_SUBSCRIPTION);
        });
        assertThat(interaction.authorizingIntegrationOwners())
                .isEqualTo(Map.of(
                        ApplicationIntegrationType.GUILD_INSTALL, GUILD,
                        ApplicationIntegrationType.USER_INSTALL, USER));
        assertThat(interaction.context()).isEqualTo(InteractionContextType.GUILD);
        assertThat(interaction.attachmentSizeLimit()).isEqualTo(524_288_000);
    }

    @Test
    void theStringFormOfAnInteractionDoesNotTellItsToken() {
        assertThat(command.toString()).contains("846462639134605312").doesNotContain("aW50ZXJhY3Rpb246MTIz");
    }

    @Test
    void aCommandHasOptionsOfEveryType() {
        var mood = new HashMap<String, Object>();
        mood.put("happy", null);
        var options = List.<CommandOption>of(
                new CommandOption.StringOption("title", "The Gitrog Monster"),
                new CommandOption.IntegerOption("count", 9007199254740991L),
                new CommandOption.BooleanOption("foil", true),
                new CommandOption.UserOption("owner", USER),
                new CommandOption.ChannelOption("where", CHANNEL),
                new CommandOption.RoleOption("by", ROLE),
                new CommandOption.MentionableOption("with", ROLE),
                new CommandOption.NumberOption("price", 2.5),
                new CommandOption.AttachmentOption("scan", 1164000000000000020L),
                new CommandOption.Unknown(Map.of("type", 12, "name", "mood", "value", mood)));
        var card = new CommandOption.Subcommand("card", options);
        var find = new CommandOption.SubcommandGroup("find", List.of(card));

        assertThat(command.data().id()).isEqualTo(771825006014889984L);
        assertThat(command.data().name()).isEqualTo("cardsearch");
        assertThat(command.data().type()).isEqualTo(ApplicationCommandType.CHAT_INPUT);
        assertThat(command.data().guildId()).isEqualTo(GUILD);
        assertThat(command.data().targetId()).isZero();
        assertThat(command.data().options()).isEqualTo(List.of(find));
        assertThat(options.getLast().name()).isEqualTo("mood");

        var kinds = new HashSet<Class<?>>(List.of(find.getClass(), card.getClass()));
        options.forEach(option -> kinds.add(option.getClass()));
        assertThat(kinds).isEqualTo(Samples.records(CommandOption.class));
    }

    @Test
    void whatIsBehindTheIdsIsResolved() {
        var resolved = command.data().resolved();

        assertThat(resolved.users().get(USER).username()).isEqualTo("Mason");
        assertThat(resolved.members().get(USER).permissions()).isEqualTo(Permissions.ADMINISTRATOR);
        assertThat(resolved.roles().get(ROLE).name()).isEqualTo("Owls");
        assertThat(resolved.channels().get(CHANNEL).permissions()).isEqualTo(Permissions.ADMINISTRATOR);
        assertThat(resolved.attachments().get(1164000000000000020L).filename()).isEqualTo("scan.png");
        assertThat(resolved.messages()).isEmpty();
    }

    @Test
    void aCommandMayHaveATarget() {
        var event =
                Samples.event("interaction-create-message-command.json", InteractionCreate.ApplicationCommand.class);

        assertThat(event.data().type()).isEqualTo(ApplicationCommandType.MESSAGE);
        assertThat(event.data().targetId()).isEqualTo(867793854505943041L);
        assertThat(event.data().options()).isEmpty();
        var target = event.data().resolved().messages().get(867793854505943041L);
        assertThat(target.content()).isEqualTo("some message");
        assertThat(target.components()).containsExactly(new ActionRow(0, List.of()));
    }

    @Test
    void anAutocompleteHasWhatIsTypedWhateverItIs() {
        var event = Samples.event("interaction-create-autocomplete.json", InteractionCreate.Autocomplete.class);

        var times = new AutocompleteOption("times", ApplicationCommandOptionType.INTEGER, "12x", List.of(), true);
        assertThat(event.data().id()).isEqualTo(816437322781949972L);
        assertThat(event.data().name()).isEqualTo("airhorn");
        assertThat(event.data().type()).isEqualTo(ApplicationCommandType.CHAT_INPUT);
        assertThat(event.data().guildId()).isEqualTo(GUILD);
        assertThat(event.data().resolved()).isNull();
        assertThat(event.data().options())
                .containsExactly(new AutocompleteOption(
                        "play",
                        ApplicationCommandOptionType.SUB_COMMAND,
                        null,
                        List.of(
                                new AutocompleteOption(
                                        "variant",
                                        ApplicationCommandOptionType.STRING,
                                        "data a user is typ",
                                        List.of(),
                                        false),
                                new AutocompleteOption(
                                        "loud", ApplicationCommandOptionType.BOOLEAN, true, List.of(), false),
                                new AutocompleteOption(
                                        "speed", ApplicationCommandOptionType.NUMBER, 1.5, List.of(), false),
                                times),
                        false));
        assertThat(event.data().focused()).contains(times);
        assertThat(times.text()).isEqualTo("12x");
        assertThat(event.data().options().getFirst().text()).isEmpty();
    }

    @Test
    void anAutocompleteWithoutFocusHasNone() {
        var payload =
                Samples.dispatch("INTERACTION_CREATE", "{'type':4,'data':{'options':[{'name':'a','value':'x'}]}}");

        assertThat(payload.event())
                .isInstanceOfSatisfying(
                        InteractionCreate.Autocomplete.class,
                        event -> assertThat(event.data().focused()).isEmpty());
    }

    @Test
    void aComponentHasTheValuesThatWereChosen() {
        var event = Samples.event("interaction-create-component.json", InteractionCreate.MessageComponent.class);

        assertThat(event.interaction().type()).isEqualTo(InteractionType.MESSAGE_COMPONENT);
        assertThat(event.interaction().message().content()).isEqualTo("Pick some");
        assertThat(event.interaction().message().components()).hasSize(1);
        assertThat(event.data().id()).isEqualTo(2);
        assertThat(event.data().customId()).isEqualTo("who");
        assertThat(event.data().componentType()).isEqualTo(ComponentType.USER_SELECT);
        assertThat(event.data().values()).containsExactly("53908232506183680");
        assertThat(event.data().resolved().users().get(USER).username()).isEqualTo("Mason");
    }

    @Test
    void aModalHasItsComponentsAsTheyWereFilled() {
        var dial = new SubmittedComponent.Unknown(
                Map.of("type", 77, "id", 25, "custom_id", "dial", "value", Arrays.asList(1, null)));

        assertThat(submit.data().customId()).isEqualTo("bug_modal");
        assertThat(submit.data().components())
                .containsExactly(
                        new SubmittedComponent.ActionRow(
                                1, List.of(new SubmittedComponent.TextInput(2, "title", "It hoots"))),
                        new SubmittedComponent.TextDisplay(3),
                        label(4, new SubmittedComponent.TextInput(5, "text", "Long")),
                        label(6, new SubmittedComponent.StringSelect(7, "string", List.of("a", "b"))),
                        label(8, new SubmittedComponent.UserSelect(9, "user", List.of(USER))),
                        label(10, new SubmittedComponent.RoleSelect(11, "role", List.of(ROLE))),
                        label(12, new SubmittedComponent.MentionableSelect(13, "mentionable", List.of(USER, ROLE))),
                        label(14, new SubmittedComponent.ChannelSelect(15, "channel", List.of(CHANNEL))),
                        label(16, new SubmittedComponent.FileUpload(17, "file", List.of(1164000000000000020L))),
                        label(18, new SubmittedComponent.RadioGroup(19, "radio", null)),
                        label(20, new SubmittedComponent.CheckboxGroup(21, "boxes", List.of())),
                        label(22, new SubmittedComponent.Checkbox(23, "yes", true)),
                        label(24, dial));
        assertThat(dial.id()).isEqualTo(25);
        assertThat(submit.data()
                        .resolved()
                        .attachments()
                        .get(1164000000000000020L)
                        .ephemeral())
                .isTrue();
    }

    @Test
    void theSampleOfAModalHasEveryKindOfComponent() {
        var kinds = new HashSet<Class<?>>();
        for (SubmittedComponent component : submit.data().components()) {
            kinds.add(component.getClass());
            kinds.add((component instanceof SubmittedComponent.Label label ? label.component() : component).getClass());
        }

        assertThat(kinds).isEqualTo(Samples.records(SubmittedComponent.class));
    }

    @Test
    void anInteractionOfAnUnknownTypeKeepsItsData() {
        var payload = Samples.dispatch(
                "INTERACTION_CREATE", "{'id':'1','type':99,'token':'t','data':{'gesture':[1,null]},'user':{'id':'2'}}");

        assertThat(payload.event()).isInstanceOfSatisfying(InteractionCreate.Unknown.class, event -> {
            assertThat(event.interaction().id()).isEqualTo(1);
            assertThat(event.interaction().type()).isEqualTo(InteractionType.UNKNOWN);
            assertThat(event.interaction().invokingUser().id()).isEqualTo(2);
            assertThat(event.data()).isEqualTo(Map.of("gesture", Arrays.asList(1, null)));
        });
    }

    @Test
    void anInteractionMayHaveNoDataAndNoUser() {
        var payload = Samples.dispatch("INTERACTION_CREATE", "{'type':1}");

        assertThat(payload.event()).isInstanceOfSatisfying(InteractionCreate.Unknown.class, event -> {
            assertThat(event.interaction().type()).isEqualTo(InteractionType.PING);
            assertThat(event.interaction().invokingUser()).isNull();
            assertThat(event.data()).isNull();
        });
    }

    private static SubmittedComponent label(int id, SubmittedComponent component) {
        return new SubmittedComponent.Label(id, component);
    }
}
