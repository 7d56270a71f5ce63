// In the Wagtail admin: asks the server whether whoever opened a form is still signed in
// before the form is sent, and holds it back if not, so that nothing written is lost.
class SessionOver {
  constructor(form, box) {
    this.form = form;
    this.box = box;
    // Whoever is here as the page opens has opened it.
    this.ask();
    document.addEventListener("click", (event) => this.hold(event), true);
    for (const what of ["w-autosave:error", "change"]) {
      form.addEventListener(what, () => this.ask());
    }
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.ask();
    });
  }

  // A press and not the sending: Wagtail turns off the button that is sending, and with
  // it what the button says is to become of the page.
  async hold(event) {
    const button = event.target.closest("button, input[type=submit]");
    const sends = button?.type === "submit" && button.form === this.form;
    if (!sends || this.isLetThrough) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.isAsking) return;
    this.isAsking = true;
    const isHere = await this.ask();
    this.isAsking = false;
    if (!isHere) return;
    this.isLetThrough = true;
    button.click();
    this.isLetThrough = false;
  }

  async ask() {
    const state = await this.state();
    const wasOver = this.over;
    this.over = state !== "here";
    if (this.over) this.say(state);
    else if (wasOver) {
      this.say("again");
      this.form.dispatchEvent(new CustomEvent("w-unsaved:add"));
    }
    return !this.over;
  }

  async state() {
    try {
      const answer = await fetch(this.box.dataset.sessionOver, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.status === 403 || answer.redirected) return "nobody";
      if (!answer.ok) return "unreached";
      const { person, token } = await answer.json();
      this.opener ??= person;
      if (person !== this.opener) return "other";
      // Signing in again makes another.
      this.form.elements.namedItem("csrfmiddlewaretoken").value = token;
      return "here";
    } catch {
      return "unreached";
    }
  }

  say(state) {
    this.box.hidden = false;
    for (const sentence of this.box.querySelectorAll("[data-when]")) {
      sentence.hidden = sentence.dataset.when !== state;
    }
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector('form[data-controller~="w-unsaved"]');
  const box = document.querySelector("[data-session-over]");
  if (form && box) new SessionOver(form, box);
});
