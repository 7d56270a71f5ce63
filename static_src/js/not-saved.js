// Says so where something that script sent came to nothing: silence would look saved.
// It is said until the same control has sent what it has with success.
const unsaved = new Map();

function note(control, what) {
  if (what) {
    unsaved.set(control, what);
  } else {
    unsaved.delete(control);
  }
  const reasons = [...unsaved.values()];
  for (const sentence of document.querySelectorAll("[data-not-saved]")) {
    sentence.hidden = !reasons.includes(sentence.dataset.notSaved);
  }
}

function reason(status) {
  if (status < 400) {
    return "";
  }
  return status < 500 ? "refused" : "broken";
}

document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx) {
    note(detail.ctx.sourceElement, "unreached");
  }
});
document.addEventListener("htmx:after:request", ({ detail }) => {
  const { sourceElement, response } = detail.ctx;
  note(sourceElement, reason(response.status));
});
