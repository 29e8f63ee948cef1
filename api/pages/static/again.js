// Hands in the next version of a submission; the page of the new version then says what became of the problems.
const form = document.getElementById("again");
const problem = form.querySelector(".problem");
const button = form.querySelector("button");
let key = "";

form.addEventListener("change", () => { key = ""; });
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData();
  for (const name of ["replaces", "programme", "stage", "on"]) body.append(name, form.dataset[name]);
  body.append("keep", String(form.keep.checked));
  for (const file of form.files.files) body.append("files", file, file.name);
  key ||= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  problem.hidden = true;
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "Idempotency-Key": key } });
    const told = await answer.json();
    if (answer.status === 202) { location.assign(form.dataset.then.replace("{id}", told.id)); return; }
    problem.textContent = told.detail || "没有提交成功，请重试。";
  } catch {
    problem.textContent = "连接中断，没有提交成功；选好的文件还在，可以再试一次。";
  }
  problem.hidden = false;
  button.disabled = false;
});
