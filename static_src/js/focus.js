// Moves focus to what came back after an answer, on load and after a swap by htmx.
// Each mark is used once: what came back to an earlier answer must not take the focus
// from what came back to this one.
function focusWhatCameBack() {
  const marked = [...document.querySelectorAll("[data-focus]")];
  marked[0]?.focus();
  for (const element of marked) {
    element.removeAttribute("data-focus");
  }
}

focusWhatCameBack();
document.addEventListener("htmx:after:swap", focusWhatCameBack);
