/** A user's program that is a module, with records where the library may see them and where it may not. */
module dev.nightjar.moduletests {
    requires dev.nightjar.gateway;

    exports dev.nightjar.moduletests.shown;

    opens dev.nightjar.moduletests.opened to
            dev.nightjar.gateway;
}
