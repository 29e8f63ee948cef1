// Cards that the page came without: what asks for a person follows when the page stands, the others when asked for.
import { say } from "/static/notice.js";
import { restore } from "/static/drafts.js";

const coming = new WeakMap();

// Puts the next cards in place of what stands for them, also in a page that is not shown yet.
export async function fetched(rest) {
  const answer = await fetch(rest.dataset.rest);
  if (!answer.ok) throw new Error(answer.statusText);
  const html = await answer.text();
  if (rest.isConnected) put(rest, html); // else the page was renewed meanwhile
}

function put(rest, html) {
  const group = rest.parentElement;
  rest.insertAdjacentHTML("afterend", html);
  rest.remove();
  if (group.ownerDocument !== document) return;
  window.htmx.process(group);
  restore(group);
}

// The next cards of a group. Asked for twice, they come once; what failed can be asked for again.
function follow(rest) {
  if (!coming.has(rest)) {
    coming.set(rest, fetched(rest).catch((error) => {
      coming.delete(rest);
      throw error;
    }));
  }
  return coming.get(rest);
}

export const restOf = (group) => group.querySelector(":scope > [data-rest]");

// All cards of a group, or those up to the one `wanted`. False when they could not be had: said on the page.
export async function complete(group, wanted = () => false) {
  try {
    for (let rest = restOf(group); rest && !wanted(); rest = restOf(group)) await follow(rest);
    return true;
  } catch {
    say("其余的结论没有载入，可能连不上服务；请稍后再试。");
    return false;
  }
}

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));

export function completeWhenIdle() {
  idle(() => {
    const group = [...document.querySelectorAll(".group:not([hidden])")].find(restOf);
    if (group) follow(restOf(group)).then(completeWhenIdle, () => {});
  }, { timeout: 3000 });
}

// Printing waits for nothing that is fetched later, so what is missing is fetched while it is held up.
addEventListener("beforeprint", () => {
  for (const group of document.querySelectorAll(".group")) {
    for (let rest = restOf(group); rest; rest = restOf(group)) {
      const request = new XMLHttpRequest();
      request.open("GET", rest.dataset.rest, false);
      request.send();
      if (request.status !== 200) break;
      put(rest, request.responseText);
    }
  }
});
