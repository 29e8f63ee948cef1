// Scrolling of the two panes.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const HEADING = 44; // the heading that stays on top
const FRAMES = 40;
const wanted = new WeakMap(); // what each pane was last brought to

// Brings `target` to `share` of the pane's height. Far away it is a jump: nobody wants to see all pages between.
export function into(pane, target, share, { jump = false } = {}) {
  const away = () => target.getBoundingClientRect().top - pane.getBoundingClientRect().top - Math.max(HEADING, pane.clientHeight * share);
  const delta = away();
  const smooth = !calm && !jump && Math.abs(delta) < 1.5 * pane.clientHeight;
  pane.scrollTo({ top: pane.scrollTop + delta, behavior: smooth ? "smooth" : "instant" });
  wanted.set(pane, away);
  if (!smooth) settle(pane, target, away);
}

// What was not drawn yet had an estimated height: look again while it is drawn, until somebody else moves the pane.
const USED = ["wheel", "pointerdown", "touchstart", "keydown"];

function settle(pane, target, away) {
  let left = FRAMES;
  const stop = () => { left = 0; };
  for (const kind of USED) addEventListener(kind, stop, { once: true, capture: true, passive: true });
  const look = () => {
    left -= 1;
    if (left < 0 || !target.isConnected || wanted.get(pane) !== away) {
      for (const kind of USED) removeEventListener(kind, stop, { capture: true });
      return;
    }
    const delta = away();
    if (Math.abs(delta) >= 2) pane.scrollTop += delta;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
