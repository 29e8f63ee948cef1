// Chosen files and folders, their upload with progress, and what went wrong, said in place.
const form = document.getElementById("upload");
const $ = (id) => document.getElementById(id);
const drop = $("drop"), list = $("chosen-list"), problem = $("upload-problem");
// One packet, or a batch of them: where it is sent and how much may be sent.
const SORTS = {
  one: { address: form.action, files: Number(form.dataset.maxFiles), bytes: Number(form.dataset.maxBytes), page: "/submissions/" },
  invoices: { address: "/v1/invoices/screen", files: Number(form.dataset.maxBatchFiles), bytes: Number(form.dataset.maxBatchBytes), page: "/invoices/" },
  check: { address: form.action, files: Number(form.dataset.maxFiles), bytes: Number(form.dataset.maxBytes), page: "/precheck/" },
  batch: { address: "/v1/batches", files: Number(form.dataset.maxBatchFiles), bytes: Number(form.dataset.maxBatchBytes), page: "/batches/" },
};
const sort = () => SORTS[form.sort.value];
// What operating systems and Word leave beside the papers.
const LEFTOVERS = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*|\._[^/]*)$|(^|\/)__MACOSX\//i;

let chosen = [];       // {file, name}
let skipped = 0;
let request = null;
let key = "";

function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function complain(words) {
  problem.textContent = words;
  problem.hidden = !words;
}

function add(entries) {
  for (const { file, name } of entries) {
    if (LEFTOVERS.test(name)) { skipped += 1; continue; }
    if (!chosen.some((other) => other.name === name && other.file.size === file.size
        && other.file.lastModified === file.lastModified)) chosen.push({ file, name });
  }
  key = "";
  complain("");
  show();
}

// The folder that was chosen is the batch itself: its name stands in no packet's name.
function outer() {
  const tops = new Set(chosen.map(({ name }) => name.split("/")[0]));
  const wrapped = form.sort.value === "batch" && tops.size === 1 && chosen.every(({ name }) => name.includes("/"));
  return wrapped ? [...tops][0] : "";
}

function names() {
  const top = outer();
  return chosen.map(({ name }) => (top ? name.slice(top.length + 1) : name));
}

function packets() {
  if (form.sort.value !== "batch") return "";
  const count = new Set(names().map((name) => name.split("/")[0])).size;
  const packed = chosen.length === 1 && /\.zip$/i.test(chosen[0].name);
  return packed ? "，解开后分成多份" : `，分成 ${count} 份材料`;
}

function show() {
  const total = chosen.reduce((sum, { file }) => sum + file.size, 0);
  $("chosen").hidden = chosen.length === 0 && skipped === 0;
  $("chosen-count").textContent = `已选 ${chosen.length} 个文件，共 ${size(total)}${packets()}`
    + (skipped ? `；略过 ${skipped} 个系统临时文件` : "");
  list.replaceChildren(...chosen.map((entry) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = entry.name;
    const note = document.createElement("span");
    note.className = "sub";
    note.textContent = size(entry.file.size);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "link";
    remove.textContent = "移除";
    remove.setAttribute("aria-label", `移除 ${entry.name}`);
    remove.addEventListener("click", () => { chosen = chosen.filter((other) => other !== entry); key = ""; show(); });
    item.append(name, note, remove);
    return item;
  }));
  const most = sort();
  if (chosen.length > most.files) complain(`一次最多 ${most.files} 个文件，现在选了 ${chosen.length} 个。`);
  else if (total > most.bytes) complain(`一次最多 ${size(most.bytes)}，现在共 ${size(total)}。`);
}

async function walk(entry, path = "") {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [{ file, name: path + entry.name }];
  }
  const reader = entry.createReader();
  const found = [];
  // readEntries gives at most 100 at a time.
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const child of some) found.push(...await walk(child, `${path}${entry.name}/`));
  }
  return found;
}

$("files").addEventListener("change", (event) => {
  add([...event.target.files].map((file) => ({ file, name: file.name })));
  event.target.value = "";
});
$("folder").addEventListener("change", (event) => {
  add([...event.target.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
  event.target.value = "";
});
for (const choice of form.querySelectorAll("[name=sort]")) choice.addEventListener("change", () => { key = ""; complain(""); show(); });
$("clear").addEventListener("click", () => { chosen = []; skipped = 0; key = ""; complain(""); show(); });

for (const type of ["dragenter", "dragover"]) {
  document.addEventListener(type, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  try {
    for (const entry of entries) add(await walk(entry));
  } catch {
    complain("有的文件读不到，请用“选择文件”再试。");
  }
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (request) return;
  if (!chosen.length) { complain("请先选择文件。"); $("files").focus(); return; }
  if (!form.on.value) { complain("请填写基准日期。"); form.on.focus(); return; }
  complain("");
  send();
});

function send() {
  const body = new FormData();
  for (const field of form.querySelectorAll(".options [name]")) {
    if (field.type !== "file") body.append(field.name, field.value);
    else if (field.files.length) body.append(field.name, field.files[0]);
  }
  if (outer()) body.append("name", outer());
  const sent = names();
  chosen.forEach(({ file }, index) => body.append("files", file, sent[index]));
  // The same key when the same upload is tried again: it never becomes two submissions.
  key ||= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  request = new XMLHttpRequest();
  const { address, page } = sort();
  request.open("POST", address);
  request.setRequestHeader("Idempotency-Key", key);
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    const share = event.lengthComputable ? Math.round((event.loaded / event.total) * 100) : 0;
    $("sent").value = share;
    $("sent-words").textContent = share < 100 ? `正在上传 ${share}%` : "上传完毕，正在登记…";
  });
  request.addEventListener("load", () => {
    const answer = request.response;
    if (request.status === 202) { location.assign(page + answer.id); return; }
    stop(answer?.detail || "上传没有成功，请重试。");
  });
  request.addEventListener("error", () => stop("连接中断，上传没有完成；选好的文件还在，可以再点一次按钮。"));
  request.addEventListener("abort", () => stop("已停止上传。"));
  sending(true);
  request.send(body);
}

function sending(on) {
  $("send").disabled = on;
  $("sending").hidden = !on;
  $("sent").value = 0;
  $("sent-words").textContent = on ? "正在上传 0%" : "";
}

function stop(words) {
  request = null;
  sending(false);
  complain(words);
}

$("abort").addEventListener("click", () => request?.abort());
