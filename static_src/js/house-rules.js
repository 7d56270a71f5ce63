// In the Wagtail admin: asks the server what the house rules say of the module as it is
// being written, and keeps the list of previews up with its steps.
class HouseRules {
  static PAUSE = 800;

  constructor(panel) {
    this.panel = panel;
    this.form = panel.closest("form");
    this.asked = "";
    // A block is added, moved and deleted by a press, words come by typing.
    for (const what of ["input", "change", "click", "keyup"]) {
      this.form.addEventListener(what, () => this.later());
    }
    document.addEventListener("w-unsaved:add", () => this.later());
    panel.addEventListener("click", (event) => this.follow(event));
  }

  // To the step: unfolded, below what stays in sight, ready to be written in.
  follow(event) {
    const link = event.target.closest("a");
    const step = link && document.querySelector(link.hash);
    if (!step) return;
    event.preventDefault();
    this.panel.querySelector("details").open = false;
    const toggle = step.querySelector("[data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    step.scrollIntoView();
    const field = step.querySelector("input:not([type=hidden]), textarea");
    field?.focus({ preventScroll: true });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), HouseRules.PAUSE);
  }

  async ask() {
    const body = this.written().toString();
    if (body === this.asked) return;
    this.asked = body;
    try {
      const answer = await fetch(this.panel.dataset.houseRules, {
        method: "POST",
        body: new URLSearchParams(body),
      });
      // Of something newer, or after the session has ended: that is said elsewhere.
      if (this.asked !== body || !answer.ok || answer.redirected) return;
      this.show(await answer.text());
    } catch {
      // The line is away: asked again with the next word.
      this.asked = "";
    }
  }

  written() {
    const data = new FormData(this.form);
    // Nothing but words is looked at.
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  }

  show(html) {
    const wasOpen = this.panel.querySelector("details").open;
    this.panel.innerHTML = html;
    this.panel.querySelector("details").open = wasOpen;
    const modes = this.panel.querySelector("[data-house-rules-modes]");
    const choice = document.getElementById("id_preview_mode");
    if (!choice || choice.innerHTML === modes.innerHTML) return;
    const chosen = choice.value;
    choice.innerHTML = modes.innerHTML;
    choice.value = chosen;
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const panel = document.querySelector("[data-house-rules]");
  if (panel) new HouseRules(panel);
});
