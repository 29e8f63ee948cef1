// A download that has to be made first: ask until it is there, say so meanwhile, then let the browser fetch it.
const words = document.getElementById("export-words");

function say(text) {
  words.textContent = text;
  words.hidden = !text;
}

async function fetchWhenMade(link) {
  say("正在生成，请稍候…");
  for (;;) {
    const answer = await fetch(link.href, { headers: { Accept: "application/json" } });
    if (answer.status === 202) {
      await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get("Retry-After") || 1)));
      continue;
    }
    if (!answer.ok) {
      say((await answer.json().catch(() => ({}))).detail || "导出没有成功，请重试。");
      return;
    }
    answer.body?.cancel();
    say("");
    location.assign(link.href);
    return;
  }
}

for (const link of document.querySelectorAll("a[data-export]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    fetchWhenMade(link)
      .catch(() => say("连不上服务，请稍后重试。"))
      .finally(() => { link.ariaBusy = null; });
  });
}
