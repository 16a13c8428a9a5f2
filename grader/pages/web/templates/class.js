
"use strict";
// The table of students, drawn row by row as it scrolls into view, and the students' own pages behind it.
// Every text goes into the page as text: nothing here reads or writes HTML.
const data = JSON.parse(document.getElementById("data").textContent);
const find = (id) => document.getElementById(id);
const state = { sort: "name", down: false, rows: [], open: null, drawn: "", printing: false };
const sets = new Map();
const setOf = (key, list) => sets.get(key) || sets.set(key, new Set(list)).get(key);
const nameOf = (student) => data.names[student] || data.students[student];
const STATES = { u: "ungraded", m: "missing", x: "excused", "-": "" };

function make(tag, text, options = {}) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [name, value] of Object.entries(options)) element.setAttribute(name, value);
  return element;
}

// ---- the table: columns, sorting, filters

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const columns = [
  { key: "name", title: "student", value: nameOf },
  { key: "total", title: "total", number: true, value: (student) => data.totals[student] },
  ...data.exercises.map((exercise, place) => ({
    key: exercise.slug, title: exercise.slug, number: true, place, value: (student) => exercise.scores[student],
  })),
];

function isWanted(student, wanted) {
  if (wanted.words.length) {
    const text = `${nameOf(student)} ${data.students[student]}`.toLocaleLowerCase();
    if (!wanted.words.every((word) => text.includes(word))) return false;
  }
  if (wanted.cause && !wanted.cause.has(student)) return false;
  if (wanted.case && !wanted.case.has(student)) return false;
  switch (wanted.state) {
    case "": return true;
    case "nothing": return setOf("nothing", data.nothing).has(student);
    case "late": case "changed":
      return data.exercises.some((one) => setOf(`${wanted.state} ${one.slug}`, one[wanted.state]).has(student));
    default: return data.exercises.some((one) => one.states[student] === wanted.state[0].replace("e", "x"));
  }
}

function chosenSet(id, list) {
  const value = find(id).value;
  if (!value) return null;
  const [place, number] = value.split(" ").map(Number);
  return setOf(`${id} ${value}`, list(data.exercises[place])[number]);
}

function update() {
  const wanted = {
    words: find("search").value.toLocaleLowerCase().split(/\s+/).filter(Boolean),
    state: find("state").value,
    cause: chosenSet("cause", (one) => one.causes.map((cause) => cause.students)),
    case: chosenSet("case", (one) => one.cases.map((item) => item.failing)),
  };
  const column = columns.find((one) => one.key === state.sort);
  state.rows = data.students.map((_, student) => student).filter((student) => isWanted(student, wanted));
  state.rows.sort((one, other) => {
    const [a, b] = [column.value(one), column.value(other)];
    if (a === null || b === null) return (a === null) - (b === null) || one - other; // no score comes last, always
    const order = column.number ? a - b : collator.compare(a, b);
    return (state.down ? -order : order) || one - other;
  });
  const all = data.students.length;
  find("shown").textContent = state.rows.length === all ? `${all} students` : `${state.rows.length} of ${all} students`;
  find("rows").scrollTop = 0;
  drawHead();
  draw(true);
}

function drawHead() {
  const row = make("tr");
  for (const column of columns) {
    const active = column.key === state.sort;
    const cell = make("th", null, { scope: "col", class: column.number ? "n" : "" });
    if (active) cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    const button = make("button", column.title + (active ? (state.down ? " ▼" : " ▲") : ""), { type: "button", "data-sort": column.key });
    cell.append(button);
    row.append(cell);
  }
  const head = find("table").tHead;
  const focused = head.contains(document.activeElement) ? document.activeElement.dataset.sort : null;
  head.replaceChildren(row);
  if (focused) head.querySelector(`[data-sort="${CSS.escape(focused)}"]`).focus();
  find("table").setAttribute("aria-rowcount", state.rows.length + 1);
}

function sortBy(key) {
  if (state.sort === key) state.down = !state.down;
  else Object.assign(state, { sort: key, down: key !== "name" });
  update();
}

// ---- the rows that are in view

const EXTRA = 6;

function rowHeight() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) * 2.2 + 1;
}

function draw(anew = false, all = false) {
  if (state.printing && !all) return; // a scroll that was still under way must not take rows from the paper
  const box = find("rows"), height = rowHeight(), count = state.rows.length;
  const first = all ? 0 : Math.max(0, Math.min(count, Math.floor(box.scrollTop / height)) - EXTRA);
  const last = all ? count : Math.min(count, first + Math.ceil(Math.min(innerHeight, screen.height) / height) + 2 * EXTRA);
  const key = `${first} ${last}`;
  if (!anew && key === state.drawn) return;
  state.drawn = key;
  const body = find("table").tBodies[0];
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.student : null;
  const rows = [space(first * height)];
  for (let place = first; place < last; place++) rows.push(drawRow(state.rows[place], place));
  rows.push(space((count - last) * height));
  body.replaceChildren(...rows);
  if (focused) body.querySelector(`[data-student="${focused}"]`)?.focus({ preventScroll: true });
}

function space(height) {
  const row = make("tr", null, { class: "space", "aria-hidden": "true" });
  const cell = make("td", null, { colspan: columns.length });
  cell.style.height = `${height}px`;
  row.append(cell);
  return row;
}

function drawRow(student, place) {
  const row = make("tr", null, { "aria-rowindex": place + 2 });
  const head = make("th", null, { scope: "row" });
  head.append(make("button", nameOf(student), { type: "button", class: "who", "data-student": student, title: data.students[student] }));
  const total = data.totals[student];
  row.append(head, make("td", total === null ? "–" : total, { class: "n" }));
  for (const exercise of data.exercises) {
    const letter = exercise.states[student], score = exercise.scores[student];
    const text = score === null || letter === "m" ? STATES[letter] || "" : score;
    const cell = make("td", text, { class: letter === "u" ? "n bad" : "n" });
    if (setOf(`late ${exercise.slug}`, exercise.late).has(student)) cell.append(make("span", " late", { class: "small" }));
    row.append(cell);
  }
  return row;
}

// ---- CSV of the rows that are shown

function guard(value) {
  const text = String(value ?? "").replace(/[\u0000-\u001f\u007f]/g, " ");
  const safe = /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",;\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function saveTable() {
  const head = ["student", "name", "total", ...data.exercises.flatMap((one) => [one.slug, `${one.slug} state`])];
  const lines = state.rows.map((student) => [
    guard(data.students[student]), guard(data.names[student]), data.totals[student] ?? "",
    ...data.exercises.flatMap((one) => {
      const late = setOf(`late ${one.slug}`, one.late).has(student) ? " late" : "";
      const word = one.states[student] === "g" ? "graded" : STATES[one.states[student]];
      return [one.scores[student] ?? "", `${word}${late}`];
    }),
  ].join(","));
  const blob = new Blob(["\ufeff", [head.map(guard).join(","), ...lines].join("\n"), "\n"], { type: "text/csv" });
  const link = make("a", null, { download: "students.csv", href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// ---- a student's own page

const chunks = [...document.querySelectorAll("script.chunks")];
const unpacked = new Map();

async function readPage(student, place) {
  const number = Math.floor(student / data.chunk), key = `${place} ${number}`;
  if (!unpacked.has(key)) {
    const lines = chunks[place].textContent.trim().split("\n");
    const bytes = Uint8Array.from(atob(lines[number]), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    unpacked.set(key, new Response(stream).json());
  }
  return (await unpacked.get(key))[student % data.chunk];
}

const WORDS = {
  passed: "passed", failed: "wrong answer", raised: "exception", timeout: "no answer in time", crashed: "process died",
  unimplemented: "not written yet", not_run: "not run",
};
const moment = (text) => (/^.{19}Z$/.test(text) ? `${text.slice(0, 10)} ${text.slice(11, 16)} UTC` : text);
const signed = (number) => (number < 0 ? `${number}` : `+${number}`);

async function showStudent(student) {
  state.open = student;
  const pages = (await Promise.all(data.exercises.map((_, place) => readPage(student, place)))).filter(Boolean);
  if (state.open !== student) return;
  const most = pages.reduce((sum, [one]) => sum + one.max_score, 0);
  const article = make("article", null, { class: "feedback" }), header = make("header");
  header.append(make("p", data.course, { class: "above" }), make("h2", `Feedback for ${nameOf(student)}`, { id: "own-title" }));
  const total = data.totals[student];
  if (pages.length === 0) {
    header.append(make("p", "No result", { class: "total" }));
  } else if (total === null) {
    const why = make("ul", null, { class: "why" });
    why.append(...(data.missing[student] || "").split("\n").map((line) => make("li", line)));
    header.append(make("p", "No total yet", { class: "total" }), why);
  } else {
    const line = make("p", null, { class: "total" });
    line.append(make("b", total), ` of ${most} points`);
    header.append(line);
  }
  article.append(header, ...pages.map(([one, staff]) => drawExercise(one, staff)));
  find("own-body").replaceChildren(article);
  find("own-body").scrollTop = 0;
  const place = state.rows.indexOf(student);
  find("previous").disabled = place <= 0;
  find("next").disabled = place < 0 || place === state.rows.length - 1;
  if (!find("own").open) find("own").showModal();
  show();
}

function drawExercise(one, staff) {
  const section = make("section"), head = make("h3", `${one.title} `);
  head.append(make("span", one.score === null ? "no score" : `${one.score} of ${one.max_score}`, { class: "points" }));
  section.append(head);
  if (one.problem) section.append(make("p", one.problem, { class: "problem" }));
  section.append(...drawFacts(one), drawStaff(staff));
  const right = one.cases?.filter((item) => item.outcome === "passed") || [];
  const wrong = one.cases?.filter((item) => item.outcome !== "passed") || [];
  for (const [title, items] of [["Right already", right], ["Not right yet", wrong]]) {
    if (!items.length) continue;
    const list = make("ul", null, { class: "cases" });
    list.append(...items.map(drawCase));
    section.append(make("h4", title), list);
  }
  if (one.next_hint) section.append(make("h4", "Next hint"), make("p", one.next_hint, { class: "hint" }));
  return section;
}

function drawFacts(one) {
  const lines = [];
  const add = (text, value, tag) => {
    const line = make("li", text);
    if (value !== undefined) line.append(make(tag, value));
    lines.push(line);
    return line;
  };
  if (one.changes?.length && one.graded !== null) add(`graded with ${one.graded} points`);
  for (const change of one.changes || []) {
    add("", `${change.title}: ${signed(change.points)} points.`, "b").append(` ${change.comment}`);
  }
  if (one.file) add("handed in as ", one.file, "code");
  if (one.submitted) add(`handed in ${moment(one.submitted)}`);
  if (one.due) add(`due ${moment(one.due)}`);
  if (one.sha256) add("SHA-256 of the file: ", one.sha256, "code");
  for (const notice of one.notices || []) add(notice);
  if (!lines.length) return [];
  const list = make("ul", null, { class: "facts" });
  list.append(...lines);
  return [list];
}

function drawStaff(staff) {
  const list = make("dl", null, { class: "staff" });
  const rows = [
    ["replay", staff.replay], ["seed", staff.seed], ["confined by", staff.isolation.join(", ") || "nothing ran"],
    ["graded", `${moment(staff.started)}, ${staff.duration_s} s, ${staff.versions}`],
    ...staff.clusters.map((text) => ["unexplained", text]),
  ];
  for (const [name, value] of rows) {
    const detail = make("dd");
    detail.append(make(name === "replay" ? "code" : "span", value));
    list.append(make("dt", name), detail);
  }
  return list;
}

function drawCase(item) {
  const line = make("li", null, { class: item.outcome }), head = make("p");
  const hidden = item.visibility === "hidden" ? ", hidden case" : "";
  head.append(make("span", item.title, { class: "title" }), " ");
  head.append(make("span", `${WORDS[item.outcome]}, ${item.score} of ${item.points}${hidden}`, { class: "tag" }));
  line.append(head);
  if (item.message) line.append(make("pre", item.message));
  if (item.mistake) {
    const likely = make("p", null, { class: "mistake" });
    likely.append(make("b", `Likely: ${item.mistake}`));
    line.append(likely, make("p", item.hint));
  }
  if (item.snippet) line.append(make("p", "To see it happen:", { class: "label" }), make("pre", item.snippet, { class: "code" }));
  if (item.stdout) line.append(make("p", "Printed by your code:", { class: "label" }), make("pre", item.stdout));
  return line;
}

function show() {
  const staff = document.querySelector('input[name="sight"]:checked').value === "staff";
  for (const element of find("own-body").querySelectorAll(".staff")) element.hidden = !staff;
}

function step(by) {
  const place = state.rows.indexOf(state.open), next = state.rows[place + by];
  if (next !== undefined) showStudent(next);
}

// ---- what people press

function chooseExercise(slug) {
  find("cases")?.removeAttribute("id");
  for (const section of document.querySelectorAll("section.exercise")) {
    section.hidden = section.dataset.exercise !== slug;
    if (!section.hidden) section.querySelector(".cases")?.setAttribute("id", "cases");
  }
  find("exercise").value = slug;
}

function fill(id, list) {
  data.exercises.forEach((exercise, place) => {
    const group = make("optgroup", null, { label: exercise.slug });
    list(exercise).forEach((title, number) => group.append(make("option", title, { value: `${place} ${number}` })));
    if (group.children.length) find(id).append(group);
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.classList.contains("who")) showStudent(Number(button.dataset.student));
  else if (button.dataset.sort) sortBy(button.dataset.sort);
  else if (button.classList.contains("filter")) {
    const place = data.exercises.findIndex((one) => one.slug === button.dataset.exercise);
    find("controls").reset();
    find("cause").value = `${place} ${data.exercises[place].causes.findIndex((one) => one.id === button.dataset.cause)}`;
    update();
    find("students").scrollIntoView();
    find("rows").focus();
  } else if (button.id === "csv") saveTable();
  else if (button.id === "close") find("own").close();
  else if (button.id === "previous") step(-1);
  else if (button.id === "next") step(1);
});
find("rows").addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target.closest(".who");
  if (!by || !from) return;
  event.preventDefault();
  const place = state.rows.indexOf(Number(from.dataset.student)) + by;
  if (place < 0 || place >= state.rows.length) return;
  const box = find("rows"), height = rowHeight();
  const top = place * height, bottom = top + 2 * height;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  draw();
  find("table").querySelector(`.who[data-student="${state.rows[place]}"]`)?.focus({ preventScroll: true });
});
find("rows").addEventListener("scroll", () => requestAnimationFrame(() => draw()), { passive: true });
find("controls").addEventListener("input", update);
find("controls").addEventListener("submit", (event) => event.preventDefault());
find("controls").addEventListener("reset", () => setTimeout(update));
find("exercise").addEventListener("change", (event) => chooseExercise(event.target.value));
for (const input of document.querySelectorAll('input[name="sight"]')) input.addEventListener("change", show);
window.addEventListener("resize", () => draw(true));
window.addEventListener("beforeprint", () => {
  state.printing = true;
  if (!find("own").open) return draw(true, true);
  const paper = make("div", null, { id: "paper" }); // a dialog lies above the page, and is cut where a sheet ends
  paper.append(find("own-body").firstChild.cloneNode(true));
  paper.querySelector("[id]").removeAttribute("id");
  document.body.append(paper);
});
window.addEventListener("afterprint", () => {
  state.printing = false;
  find("paper")?.remove();
  draw(true);
});
fill("cause", (exercise) => exercise.causes.map((cause) => cause.title));
fill("case", (exercise) => exercise.cases.map((item) => item.title));
if (data.exercises.length) chooseExercise(data.exercises[0].slug);
update();
document.documentElement.dataset.ready = "yes";
