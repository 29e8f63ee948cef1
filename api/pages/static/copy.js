// Buttons that put a text on the clipboard: data-copy holds it; the nearest data-copied says that it is done.
async function put(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");  // a plain http address of one's own network has no clipboard
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("copy");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const said = button.closest(".lookup")?.querySelector("[data-copied]");
  try {
    await put(button.dataset.copy);
    if (said) said.textContent = `已复制 ${button.dataset.copy.split("\n").length > 1 ? "全部" : button.dataset.copy}`;
  } catch {
    if (said) said.textContent = "没能复制，请选中后按 Ctrl+C";
  }
  button.focus();
});
