// Errors of htmx requests are said on the page, in words.
const notice = document.getElementById("notice");

export function say(words) {
  notice.textContent = words;
  notice.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { notice.hidden = true; }, 8000);
}

document.body.addEventListener("htmx:responseError", (event) => {
  const words = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").body.textContent.trim();
  say(words || "操作没有成功，请重试。");
});
document.body.addEventListener("htmx:sendError", () => say("连不上服务，可能正在重启；刚才的操作没有保存，请稍后重试。"));
