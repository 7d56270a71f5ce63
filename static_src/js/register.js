// A tick of the register that got no answer is marked, and is sent again by itself
// until it has one. One at a time, in the order of ticking; each says how its row is now.
const SECONDS = 5;
const waiting = new Set();
const underWay = new Set();

function rowTick(ctx) {
  const control = ctx?.sourceElement;
  return control?.matches(".soc-checkin input") ? control : null;
}

function mark(tick, isUnsaved) {
  tick.closest("li").toggleAttribute("data-unsaved", isUnsaved);
}

function sendNext() {
  const [tick] = waiting;
  if (tick && navigator.onLine && !underWay.has(tick)) {
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.addEventListener("htmx:before:request", ({ detail }) => {
  const tick = rowTick(detail.ctx);
  if (tick) {
    underWay.add(tick);
  }
});
document.addEventListener("htmx:error", ({ detail }) => {
  const tick = rowTick(detail.ctx);
  if (tick) {
    underWay.delete(tick);
    waiting.add(tick);
    mark(tick, true);
  }
});
document.addEventListener("htmx:after:request", ({ detail }) => {
  const tick = rowTick(detail.ctx);
  if (!tick) {
    return;
  }
  const { status } = detail.ctx.response;
  underWay.delete(tick);
  mark(tick, status >= 400);
  if (status >= 500) {
    waiting.add(tick);
  } else {
    waiting.delete(tick);
    sendNext();
  }
});

addEventListener("online", sendNext);
setInterval(sendNext, SECONDS * 1000);
