/* Isian: a sheet as in a spreadsheet. Each cell is kept as it is left; without scripts the page is a plain form; what
   the server knows wins over what a device keeps.

   These scripts are loaded in order and share one name, `isian`: here the sheet, what only this device keeps of it,
   and what is said of it; then sending.js, files.js, and hands.js, which begins. No modules: an import would lack the
   digest by which a browser knows a new version. Four files and no more: a slow line pays for each. */
"use strict";

const isian = { form: document.querySelector("form.lembar") };

{
  const { form } = isian;
  const { akun = "", tugas = "", isian: address = "", terbesar = "0" } = form ? form.dataset : {};

  const PARTS = ["jawab", "nilai", "alasan", "kendala"];

  /* By key. How a row stands: dirty (typed, not acknowledged), stored (this device took it in), stuck (only this
     device has it), busy (on its way; `again`: once more), other (another's text, until one is chosen), faulty. */
  const rows = new Map();

  function gatherRows() {
    for (const line of form.querySelectorAll("[data-baris]")) {
      const row = {
        key: line.dataset.baris,
        line,
        note: line.querySelector("[data-keadaan]"),
        evidence: line.querySelector("[data-bukti]"),
        chooser: line.querySelector("[type=file]"),
        stored: true,
      };
      row.faulty = Boolean(line.querySelector("[aria-invalid]")) && !isBlank(row);
      rows.set(row.key, row);
    }
  }

  function rowOf(element) {
    return rows.get(element.closest?.("[data-baris]")?.dataset.baris);
  }

  function field(part, row) {
    return form.elements[`${part}-${row.key}`];
  }

  function typedIn(row) {
    return PARTS.map((part) => field(part, row).value);
  }

  function write(row, values) {
    PARTS.forEach((part, position) => {
      field(part, row).value = values[position] || (part === "jawab" ? "value" : "");
    });
  }

  /* By the version that was read the server sees that somebody else was quicker. Where all waits for the button there
     is none. */
  function versionOf(row) {
    return field("versi", row)?.value || "0";
  }

  function setVersion(row, version) {
    const hidden = field("versi", row);
    if (hidden) hidden.value = version;
  }

  function isSame(some, others) {
    return some.join("\0") === others.join("\0");
  }

  function isBlank(row) {
    const [answer, ...words] = typedIn(row);
    return answer === "value" && !words.join("").trim();
  }

  /* What only this device keeps: one entry a cell, under the account and the task, until the server has it. */
  const OURS = "himpun-isian:";
  const ACCOUNT = `${OURS}${akun}:`;
  const TASK = `${ACCOUNT}${tugas}:`;
  const SENT = "kirim"; // stands beside a task's cells once its button was pressed
  const NINETY_DAYS = 90 * 24 * 60 * 60 * 1000; // such a sheet is long over

  function entryAt(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null; // a device that keeps nothing
    }
  }

  function keptOf(row) {
    return entryAt(TASK + row.key);
  }

  /* Whether the device took it in: private windows and full disks refuse. */
  function keep(row) {
    const entry = { typed: typedIn(row), version: versionOf(row), at: Date.now() };
    try {
      localStorage.setItem(TASK + row.key, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  function forget(row) {
    localStorage.removeItem(TASK + row.key);
  }

  /* More may have been typed while it was on its way. */
  function forgetSent(row, sent) {
    if (isSame(keptOf(row)?.typed || [], sent)) forget(row);
  }

  /* The button was pressed. If this task's page is shown again it was refused, and the cells stay; the page of
     another task takes them away. */
  function markSent() {
    localStorage.setItem(TASK + SENT, JSON.stringify({ at: Date.now() }));
  }

  function sweep() {
    localStorage.removeItem(TASK + SENT);
    const ours = Object.keys(localStorage).filter((key) => key.startsWith(OURS));
    const sentTasks = ours
      .filter((key) => key.startsWith(ACCOUNT) && key.endsWith(SENT))
      .map((key) => key.slice(0, -SENT.length));
    for (const key of ours) {
      const isFresh = Date.now() - entryAt(key)?.at < NINETY_DAYS;
      const wasSent = sentTasks.some((begin) => key.startsWith(begin));
      if (wasSent || !isFresh) localStorage.removeItem(key);
    }
  }

  /* What the page says of the sheet and its cells. */
  function make(tag, text, properties = {}) {
    return Object.assign(document.createElement(tag), { textContent: text, ...properties });
  }

  function clock(when) {
    const hours = new Date(when).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
    return hours.replace(":", ".");
  }

  function tell(row, words, kind = "") {
    row.note.textContent = words;
    row.note.dataset.jenis = kind;
    tally();
  }

  function tellOnlyHere(row) {
    row.stuck = true;
    const where = row.stored ? "hanya di perangkat ini" : "tidak dapat disimpan";
    const why = isian.ended ? "sesi berakhir: " : "";
    tell(row, `${why}${where} (${clock(Date.now())}), belum terkirim`, "lokal");
  }

  function linksTo(some, words) {
    if (!some.length) return "";
    const span = make("span", ` ${some.length} sel ${words}: `);
    for (const row of some) {
      const number = row.line.cells[0].textContent;
      span.append(make("a", number, { href: `#${row.line.id}` }), " ");
    }
    return span;
  }

  function tally() {
    const all = [...rows.values()];
    const empty = all.filter(isBlank);
    const faulty = all.filter((row) => row.faulty && !isBlank(row));
    const total = form.querySelectorAll("tr[id]").length;
    form
      .querySelector("[data-hitung]")
      ?.replaceChildren(
        make("b", `${total - empty.length - faulty.length} dari ${total} indikator terjawab.`),
        linksTo(empty, "belum dijawab"),
        linksTo(faulty, "perlu diperbaiki"),
      );
    // The foot stays still while cells are on their way: a screen reader would read out every step.
    if (!isian.sending) saySaved(all.filter((row) => row.stuck).length);
  }

  function saySaved(stuck) {
    const status = form.querySelector("[data-simpanan]");
    const stuckWords = stuck ? `${stuck} sel hanya di perangkat ini, belum terkirim.` : "";
    const savedWords = isian.savedAt ? `Semua yang diketik tersimpan ${isian.savedAt}. Belum dikirim.` : "";
    let words = stuckWords || savedWords || status.textContent;
    const files = isian.waitingFiles.length;
    if (files) words = `${files} berkas belum terunggah. Jangan tutup halaman ini. ${stuck ? words : ""}`;
    if (status.textContent !== words) status.textContent = words;
  }

  /* A notice above the sheet, one at a time; `until` names what takes it away. */
  function announce(words, { link = "", label = "", until = "tersimpan" } = {}) {
    const note = make("p", `${words} `, { id: "kabar", className: "note warn" });
    note.setAttribute("role", "alert");
    note.dataset.sampai = until;
    if (link) note.append(make("a", label, { href: link }));
    const old = document.getElementById("kabar");
    if (old?.isEqualNode(note)) return; // somebody may be pressing its link
    if (old) old.replaceWith(note);
    else form.before(note);
  }

  function withdrawNotice() {
    document.querySelector("#kabar[data-sampai=tersimpan]")?.remove();
  }

  /* A blank cell is no fault yet: it is counted above the sheet. */
  function showFindings(row, findings) {
    const faults = findings.filter((one) => one.kode !== "blank");
    for (const part of [...PARTS, "bukti"]) {
      const words = faults.filter((one) => one.bagian === part).map((one) => one.kata);
      showFault(row, part, words.join(" "));
    }
    row.faulty = faults.length > 0;
  }

  function showFault(row, part, words) {
    const id = `salah-${part}-${row.key}`;
    document.getElementById(id)?.remove();
    const input = part === "bukti" ? row.chooser : field(part, row);
    if (!input) return;
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    if (!words) return;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
    // The answer and the figure stand in one line: what is wrong comes beneath both.
    const above = part === "jawab" ? field("nilai", row) : input.closest("label") || input;
    above.after(make("span", words, { id, className: "wrong" }));
  }

  Object.assign(isian, {
    account: akun,
    address, // of its cells; without it they wait for the button
    largestFile: Number(terbesar),
    PARTS,
    rows,
    savedAt: "",
    gatherRows,
    rowOf,
    field,
    typedIn,
    write,
    versionOf,
    setVersion,
    isSame,
    isBlank,
    keptOf,
    keep,
    forget,
    forgetSent,
    markSent,
    sweep,
    make,
    clock,
    tell,
    tellOnlyHere,
    tally,
    announce,
    withdrawNotice,
    showFindings,
  });
}
