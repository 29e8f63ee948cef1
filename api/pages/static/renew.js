// After a correction the rules looked again: what changed on the page is put in place, and nobody who is typing loses
// a word. The page itself is never loaded anew.
import { say } from "/static/notice.js";
import { fetched, restOf } from "/static/cards.js";
import { restore } from "/static/drafts.js";

const PARTS = ["#state", ".filters", "#findings", "#places"];
const texts = (element) => element.innerHTML;

// The papers stay unless their kind, their pages or their marked text changed: boxes are drawn anew over the same picture.
const shape = (paper) => [...paper.querySelectorAll(".document-name, .sheet-name, .text-sheet, .problem")].map(texts).join("\n");

function papersOf(coming) {
  const now = [...document.querySelectorAll("#papers > .document")];
  const then = [...coming.querySelectorAll("#papers > .document")];
  const same = now.length === then.length && now.every((paper, at) => paper.id === then[at].id);
  if (!same) {
    document.getElementById("papers").replaceChildren(...then);
    document.getElementById("jump").replaceWith(coming.getElementById("jump"));
    return;
  }
  now.forEach((paper, at) => { if (shape(paper) !== shape(then[at])) paper.replaceWith(then[at]); });
}

// As many cards as are there now, so that the one somebody is writing on is there too.
async function cardsOf(coming) {
  for (const group of coming.querySelectorAll(".group")) {
    const there = document.getElementById(group.id)?.querySelectorAll(".finding").length ?? 0;
    for (let rest = restOf(group); rest && group.querySelectorAll(".finding").length < there; rest = restOf(group)) await fetched(rest);
  }
}

// Where the cursor stands, and how far down the card that is looked at.
function place() {
  const field = document.activeElement;
  const card = field?.closest?.(".finding") ?? document.querySelector(".chosen-finding");
  return { id: field?.id, start: field?.selectionStart, end: field?.selectionEnd, card: card?.id, top: card?.getBoundingClientRect().top,
    panes: ["papers", "findings"].map((pane) => [pane, document.getElementById(pane).scrollTop]) };
}

function back({ id, start, end, card, top, panes }) {
  for (const [pane, down] of panes) document.getElementById(pane).scrollTop = down;
  const same = card && document.getElementById(card);
  if (same) document.getElementById("findings").scrollTop += same.getBoundingClientRect().top - top;
  const field = id && document.getElementById(id);
  if (!field || field === document.activeElement) return;
  field.focus({ preventScroll: true });
  if (typeof start === "number") field.setSelectionRange(start, end);
}

// A word half-way through an input method must not be torn apart.
let composing = false;
addEventListener("compositionstart", () => { composing = true; }, true);
addEventListener("compositionend", () => { composing = false; }, true);
const composed = () => new Promise((done) => {
  if (!composing) { done(); return; }
  addEventListener("compositionend", () => setTimeout(done), { once: true, capture: true });
});

// `after` is called with the new page in place, before anything else can happen.
export async function renew(after) {
  let coming;
  try {
    const answer = await fetch(location.pathname);
    if (!answer.ok) throw new Error(answer.statusText);
    coming = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!coming.getElementById("papers")) { location.reload(); return; } // read anew: there is only the progress now
    await cardsOf(coming);
  } catch {
    say("已重新核对，但页面没有更新；请稍后刷新页面，填写的内容不会丢失。");
    return;
  }
  await composed();
  const before = place();
  papersOf(coming);
  for (const part of PARTS) {
    const made = coming.querySelector(part), held = document.querySelector(part);
    held.className = made.className;
    held.replaceChildren(...made.childNodes);
  }
  for (const pane of ["papers", "findings"]) window.htmx.process(document.getElementById(pane));
  restore();
  after();
  back(before);
}
