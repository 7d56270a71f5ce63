// In the Wagtail admin: asks the server what the house rules say of the module as it is
// being written, and keeps the list of previews up with its steps.
const PAUSE = 800;
const panel = document.querySelector("[data-house-rules]");
const form = panel?.closest("form");
let timer;
let asked;

function written() {
  const data = new FormData(form);
  // Nothing but words is looked at.
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return new URLSearchParams(data);
}

async function ask() {
  const body = written();
  if (body.toString() === asked) return;
  asked = body.toString();
  const answer = await fetch(panel.dataset.houseRules, { method: "POST", body });
  // Something newer was asked meanwhile, or the session is over: that is said elsewhere.
  if (asked !== body.toString() || !answer.ok || answer.redirected) return;
  show(await answer.text());
}

function show(html) {
  const wasOpen = panel.querySelector("details").open;
  panel.innerHTML = html;
  panel.querySelector("details").open = wasOpen;
  const modes = panel.querySelector("[data-house-rules-modes]");
  const choice = document.getElementById("id_preview_mode");
  if (choice && choice.innerHTML !== modes.innerHTML) {
    const chosen = choice.value;
    choice.innerHTML = modes.innerHTML;
    choice.value = chosen;
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => ask().catch(() => (asked = "")), PAUSE);
}

if (form) {
  // A block is added, moved and deleted by a press, words come by typing.
  for (const what of ["input", "change", "click", "keyup"]) {
    form.addEventListener(what, later);
  }
  document.addEventListener("w-unsaved:add", later);
}
