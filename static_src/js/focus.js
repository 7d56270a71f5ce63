// Moves focus to what came back after an answer, on load and after a swap by htmx.
export function focusWhatCameBack(root = document) {
  root.querySelector?.("[data-focus]")?.focus();
}

focusWhatCameBack();
document.addEventListener("htmx:after:swap", () => focusWhatCameBack());
