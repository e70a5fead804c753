// Comfort for the confirm screen: on a narrow screen the questions come first, the keyboard stays where one was, the
// row at hand is in sight, and what was typed and not saved is there again when one comes back.
"use strict";

if (matchMedia("(max-width: 60rem)").matches) {
  for (const box of document.querySelectorAll("details.document")) box.open = false;
}

function arrive() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  const box = place.closest("details");
  if (box && !box.open) {
    box.open = true;
    place.scrollIntoView({ block: "nearest" });
  }
  if (place.matches("li[tabindex]")) place.focus({ preventScroll: true });
}

addEventListener("hashchange", arrive);
arrive();

// Only the document's own frame moves, not the page.
for (const row of document.querySelectorAll(".paper .here")) {
  const frame = row.closest(".paper");
  const above = row.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  frame.scrollTop += above - frame.clientHeight / 3;
}

/* What only this device keeps: one entry a form, under the account, the draft and the page, until it was saved. */
const OURS = "himpun-konsep:";
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;
const form = document.querySelector("form[data-keeps]");

function entryAt(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // a device that keeps nothing
  }
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "submit", "file"].includes(field.type));
}

function nameOf(field) {
  return field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
}

function typedIn(form) {
  const told = fieldsOf(form).map((field) => [nameOf(field), field.type === "checkbox" ? field.checked : field.value]);
  return Object.fromEntries(told);
}

function write(form, typed) {
  for (const field of fieldsOf(form)) {
    const value = typed[nameOf(field)];
    if (value === undefined) continue;
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  }
}

function isSame(some, others) {
  return JSON.stringify(some) === JSON.stringify(others);
}

function keepTyped(form) {
  const key = OURS + form.dataset.keeps;
  const version = Number(form.elements.versi.value);
  const before = typedIn(form);
  let lost = false; // typed, and the device would not keep it

  function keep(sent = false) {
    const typed = typedIn(form);
    lost = false;
    try {
      if (isSame(typed, before) && !sent) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ typed, version, sent, at: Date.now() }));
    } catch {
      lost = !isSame(typed, before);
    }
  }

  function tellRestored() {
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.textContent = "Yang Anda ketik sebelumnya ada lagi di sini, dan belum disimpan. ";
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button plain small";
    drop.textContent = "Buang ketikan";
    drop.addEventListener("click", () => {
      write(form, before);
      localStorage.removeItem(key);
      note.remove();
    });
    note.append(drop);
    form.prepend(note);
  }

  const kept = entryAt(key);
  // A form that was sent and whose draft is another since was saved. One that was refused stands on the page already.
  const isSaved = kept?.sent && version > kept.version;
  if (isSaved) localStorage.removeItem(key);
  else if (kept && !("refused" in form.dataset) && !isSame({ ...before, ...kept.typed }, before)) {
    write(form, kept.typed);
    tellRestored();
  }

  form.addEventListener("input", () => keep());
  form.addEventListener("submit", () => keep(true));
  addEventListener("beforeunload", (event) => {
    if (lost) event.preventDefault();
  });
}

function sweep() {
  for (const key of Object.keys(localStorage)) {
    const isFresh = Date.now() - entryAt(key)?.at < THIRTY_DAYS;
    if (key.startsWith(OURS) && !isFresh) localStorage.removeItem(key);
  }
}

if (form) {
  keepTyped(form);
  sweep();
}
