// Light or dark, as the reader has chosen on the pages of the guides, which keep the choice under this name; else as the system is.
(function () {
    let chosen = null;
    try {
        chosen = localStorage.getItem("vitepress-theme-appearance");
    } catch (e) {
        // A page that was opened from a folder may have no storage.
    }
    const system = matchMedia("(prefers-color-scheme: dark)");
    const show = () => document.documentElement.classList.toggle("dark",
        chosen === "dark" || (chosen !== "light" && system.matches));
    system.addEventListener("change", show);
    show();
})();
