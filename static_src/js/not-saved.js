// Says so where something that was sent came to nothing: silence would look saved.
// It is said until the same control has sent what it has with success.
const unsaved = new Map();

function show() {
  const reasons = [...unsaved.values()];
  for (const sentence of document.querySelectorAll("[data-not-saved]")) {
    sentence.hidden = !reasons.includes(sentence.dataset.notSaved);
  }
}

function note(control, what) {
  if (what) {
    unsaved.set(control, what);
  } else {
    unsaved.delete(control);
  }
  show();
}

function reason(status) {
  if (status < 400) {
    return "";
  }
  return status < 500 ? "refused" : "broken";
}

document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx) {
    note(detail.ctx.sourceElement, navigator.onLine ? "unanswered" : "offline");
  }
});
document.addEventListener("htmx:after:request", ({ detail }) => {
  const { sourceElement, response } = detail.ctx;
  note(sourceElement, reason(response.status));
});

// An ordinary form would leave its page, and what is written in it, for the browser's
// own page about the connection. Those that htmx sends stay, and are told of above.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const isSent = form.getAttribute("method") === "post" && !form.matches("[hx-post]");
  if (isSent && !navigator.onLine) {
    event.preventDefault();
    note(form, "offline");
  }
});

addEventListener("online", () => {
  for (const [control, what] of unsaved) {
    if (what === "offline") {
      unsaved.set(control, "online-again");
    }
  }
  show();
});
