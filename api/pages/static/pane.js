// Scrolling of the two panes.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const HEADING = 44; // the heading that stays on top

// Brings `target` to `share` of the pane's height. Far away it is a jump: nobody wants to see all pages between.
export function into(pane, target, share, { jump = false } = {}) {
  const away = () => target.getBoundingClientRect().top - pane.getBoundingClientRect().top - Math.max(HEADING, pane.clientHeight * share);
  const delta = away();
  const smooth = !calm && !jump && Math.abs(delta) < 1.5 * pane.clientHeight;
  pane.scrollTo({ top: pane.scrollTop + delta, behavior: smooth ? "smooth" : "instant" });
  if (!smooth) settle(pane, away, 4);
}

// What was not drawn yet had an estimated height: look again once it is drawn.
function settle(pane, away, times) {
  requestAnimationFrame(() => {
    const before = pane.scrollTop, delta = away();
    if (Math.abs(delta) < 2) return;
    pane.scrollTop = before + delta;
    if (times > 1 && pane.scrollTop !== before) settle(pane, away, times - 1);
  });
}
