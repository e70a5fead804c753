/* Isian: keys and paste as in a spreadsheet, each cell kept as it is left, files as they are dropped.
   Without this script the page is a plain form; what the server knows wins over what a device keeps. */
"use strict";
(() => {
  const form = document.querySelector("form.lembar");
  if (!form) return;
  document.documentElement.classList.add("hidup");
  const { akun, tugas, isian: address = "" } = form.dataset; // without an address cells wait for the button
  const PARTS = ["jawab", "nilai", "alasan", "kendala"];
  const MARK = "himpun-isian:",
    MINE = `${MARK}${akun}:`,
    HERE = `${MINE}${tugas}:`;
  const AT_ONCE = 4,
    AGAIN = 15000,
    KEPT_FOR = 90 * 864e5;
  const rows = new Map(),
    queue = [],
    files = [];
  let running = 0,
    uploading = 0,
    savedAt = "",
    pressed = null,
    timer = 0,
    ended = false,
    renewed = false;

  const field = (part, row) => form.elements[`${part}-${row.key}`];
  const read = (row) => PARTS.map((part) => field(part, row).value);
  const same = (a, b) => a.join("\0") === b.join("\0");
  const blank = (row) => {
    const [answer, ...rest] = read(row);
    return answer === "value" && !rest.join("").trim();
  };
  const clock = (when) =>
    new Date(when).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

  /* What only this device knows: one entry a cell, under the account and the task. */
  const kept = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  function keep(row) {
    const entry = { t: read(row), v: field("versi", row)?.value || "0", w: Date.now() };
    try {
      localStorage.setItem(HERE + row.key, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }
  function forget(row, sent) {
    if (same(kept(HERE + row.key)?.t || [], sent)) localStorage.removeItem(HERE + row.key);
  }
  function sweep() {
    localStorage.removeItem(`${HERE}kirim`);
    const all = Object.keys(localStorage).filter((one) => one.startsWith(MARK));
    const sent = all.filter((one) => one.startsWith(MINE) && one.endsWith("kirim")).map((one) => one.slice(0, -5));
    for (const key of all)
      if (sent.some((one) => key.startsWith(one)) || !(Date.now() - kept(key)?.w < KEPT_FOR))
        localStorage.removeItem(key);
  }

  /* What is seen. */
  function tell(row, words, kind = "") {
    row.note.textContent = words;
    row.note.dataset.jenis = kind;
    tally();
  }
  const only = (row) =>
    (row.stuck = true) &&
    tell(
      row,
      `${row.stored ? "hanya di perangkat ini" : "tidak dapat disimpan"} (${clock(Date.now())}), belum terkirim`,
      "lokal",
    );
  function links(words, some) {
    const span = make("span", ` ${some.length} sel ${words}: `);
    for (const row of some) span.append(make("a", row.tr.cells[0].textContent, { href: `#${row.tr.id}` }), " ");
    return some.length ? span : "";
  }
  function tally() {
    const all = [...rows.values()],
      empty = all.filter(blank),
      bad = all.filter((row) => row.bad && !blank(row));
    const count = form.querySelector("[data-hitung]"),
      total = form.querySelectorAll("tr[id]").length;
    count?.replaceChildren(
      make("b", `${total - empty.length - bad.length} dari ${total} indikator terjawab.`),
      links("belum dijawab", empty),
      links("perlu diperbaiki", bad),
    );
    const waiting = all.filter((row) => row.stuck).length,
      said = form.querySelector("[data-simpanan]");
    let words = savedAt ? `Semua yang diketik tersimpan ${savedAt}. Belum dikirim.` : said.textContent;
    if (waiting && !running) words = `${waiting} sel hanya di perangkat ini, belum terkirim.`;
    if (files.length)
      words = `${files.length} berkas belum terunggah. Jangan tutup halaman ini. ${waiting ? words : ""}`;
    if (said.textContent !== words && !running) said.textContent = words;
  }
  function news(words, link, label, until = "tersimpan") {
    const old = document.getElementById("kabar"),
      note = make("p", `${words} `, { id: "kabar", className: "note warn" });
    note.setAttribute("role", "alert");
    note.dataset.sampai = until;
    if (link) note.append(make("a", label, { href: link }));
    old ? old.replaceWith(note) : form.before(note);
  }
  function wrong(row, findings) {
    for (const part of [...PARTS, "bukti"]) {
      const id = `salah-${part}-${row.key}`,
        input = part === "bukti" ? row.file : field(part, row);
      const words = findings
        .filter((one) => one.bagian === part && one.kode !== "blank")
        .map((one) => one.kata)
        .join(" ");
      document.getElementById(id)?.remove();
      if (!input) continue;
      input.toggleAttribute("aria-invalid", false);
      input.removeAttribute("aria-describedby");
      if (!words) continue;
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", id);
      (part === "jawab" ? field("nilai", row) : input.closest("label") || input).after(
        make("span", words, { id, className: "wrong" }),
      );
    }
    row.bad = findings.some((one) => one.kode !== "blank");
  }

  /* A cell on its way: left, sent, answered. */
  function typed(row) {
    row.dirty = true;
    row.stuck = !address;
    row.stored = keep(row);
    if (!row.busy) tell(row, "belum tersimpan", "lokal");
  }
  function leave(row) {
    if (!row.dirty || row.other) return;
    if (!address) {
      tell(row, `hanya di perangkat ini (${clock(Date.now())}), terkirim dengan tombol di bawah`, "lokal");
      return;
    }
    if (row.busy) {
      row.again = true;
      return;
    }
    row.busy = true;
    tell(row, "menyimpan…", "jalan");
    queue.push(row);
    pump();
  }
  function pump() {
    while (running < AT_ONCE && queue.length) {
      running++;
      send(queue.shift()).finally(() => {
        running--;
        pump();
        tally();
      });
    }
  }
  const token = () => form.elements.csrfmiddlewaretoken.value;
  async function send(row) {
    const sent = read(row),
      body = new URLSearchParams({ akun, versi: field("versi", row).value });
    PARTS.forEach((part, n) => body.set(part, sent[n]));
    let answer = null,
      data = {};
    try {
      answer = await fetch(`${address}/${row.key}`, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token() },
        keepalive: document.hidden,
      });
      data = await answer.json().catch(() => ({}));
    } catch {
      /* the line is cut */
    }
    row.busy = false;
    if (answer?.status === 200) arrived(row, sent, data);
    else if (data.keadaan === "berbeda") differ(row, data);
    else if (!(await stopped(answer, data))) tell(row, `ditolak: ${data.kata || "muat ulang halaman ini"}`, "salah");
    else if (row.dirty) only(row);
    if (row.again) {
      row.again = false;
      leave(row);
    }
  }
  function arrived(row, sent, data) {
    field("versi", row).value = data.versi;
    savedAt = data.pukul;
    renewed = ended = false;
    document.querySelector("#kabar[data-sampai=tersimpan]")?.remove();
    forget(row, sent);
    row.dirty = !same(read(row), sent);
    row.stuck = false;
    wrong(row, data.temuan);
    if (row.dirty) {
      row.stored = keep(row);
      row.again = true;
    }
    if (blank(row)) tell(row, "belum dijawab");
    else tell(row, `tersimpan ${data.pukul}`, "baik");
  }
  /* Whether an answer stops everything, or nothing came: what was typed waits. */
  async function stopped(answer, data) {
    const status = answer ? answer.status : 0;
    if (!status || status >= 500) {
      clearTimeout(timer);
      timer = setTimeout(flush, AGAIN);
      return true;
    }
    if (data.keadaan === "selesai") {
      ended = true;
      news(`${data.kata} Yang belum terkirim tetap di perangkat ini.`, location.pathname, "Lihat tugas ini");
      return true;
    }
    if (data.keadaan === "orang-lain") {
      ended = true;
      news(
        "Peramban ini sekarang masuk dengan akun lain. Ketikan Anda tetap tersimpan untuk akun Anda.",
        location.pathname,
        "Muat ulang",
      );
      return true;
    }
    if (status === 401) {
      ended = true;
      news(
        "Sesi Anda berakhir. Semua ketikan aman di perangkat ini dan terkirim setelah Anda masuk.",
        `/masuk?lanjut=${location.pathname}`,
        "Masuk lagi",
      );
      return true;
    }
    return status === 403 && !data.keadaan && (await renew());
  }
  async function renew() {
    // after a log-in in another tab the form's token is an old one
    if (renewed) return false;
    const page = await fetch(location.pathname)
      .then((one) => one.text())
      .catch(() => "");
    const fresh = new DOMParser()
      .parseFromString(page, "text/html")
      .querySelector("form.lembar [name=csrfmiddlewaretoken]");
    if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
    renewed = true;
    setTimeout(flush, 0);
    return true;
  }
  function flush() {
    ended = false;
    for (const row of rows.values()) leave(row);
    for (const one of files.splice(0)) upload(one.row, one.file, one.line);
  }

  /* Two people, or two tabs. */
  const said = (t) =>
    [
      t[0] === "not_started" ? "belum berjalan" : t[0] === "not_applicable" ? "tidak berlaku" : "",
      t[1],
      t[2] && `alasan: ${t[2]}`,
      t[3] && `kendala: ${t[3]}`,
    ]
      .filter(Boolean)
      .join("; ") || "kosong";
  function differ(row, data) {
    const box = make("div", "", { className: "beda" });
    const choose = (label, act) =>
      box.append(
        make("button", label, {
          type: "button",
          className: "quiet",
          onclick: () => {
            row.other = null;
            box.remove();
            field("versi", row).value = data.versi;
            act();
            typed(row);
            leave(row);
            field("nilai", row).focus();
          },
        }),
      );
    row.tr.querySelector(".beda")?.remove();
    row.other = data;
    row.stuck = true;
    keep(row);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Dua isian berbeda");
    box.append(
      make("p", "Sel ini sudah diubah di tempat lain."),
      make("p", `Di sana: ${data.kata}`),
      make("p", `Di sini: ${said(read(row))}`),
    );
    choose("Pakai yang di sana", () =>
      put(
        row,
        PARTS.map((part) => data.lain[part]),
      ),
    );
    choose("Pakai yang di sini", () => {});
    row.note.before(box);
    tell(row, "berbeda: pilih salah satu", "salah");
  }
  function put(row, values) {
    PARTS.forEach((part, n) => {
      field(part, row).value = values[n] || (part === "jawab" ? "value" : "");
    });
  }

  /* Files. */
  function standing(row, data) {
    row.box.replaceChildren(
      ...data.bukti.map((one) => {
        const span = make("span", "", { className: "proof" });
        span.append(
          make("a", one.nama, { href: `/data-dukung/${one.kunci}` }),
          " ",
          make("button", "Lepas", {
            className: "quiet",
            name: "putusan",
            value: `hapus-${one.kunci}`,
            ariaLabel: `Lepas ${one.nama}`,
          }),
        );
        return span;
      }),
      ...row.box.querySelectorAll("[data-jalan]"),
    );
    savedAt = data.pukul;
    if (!blank(row) && !row.dirty) wrong(row, data.temuan);
    tally();
  }
  function ask(row, body, progress, done) {
    const request = new XMLHttpRequest();
    request.open("POST", `${address}/${row.key}/bukti`);
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.onprogress = (event) => event.total && progress(Math.round((100 * event.loaded) / event.total));
    request.onloadend = () => {
      let data = {};
      try {
        data = JSON.parse(request.responseText);
      } catch {
        /* no answer of ours */
      }
      done(request.status, data);
    };
    body.append("akun", akun);
    request.send(body);
  }
  function upload(row, file, line = row.box.appendChild(make("span", "", { className: "proof" }))) {
    const body = new FormData();
    body.append("berkas", file);
    line.dataset.jalan = "";
    if (file.size > Number(form.dataset.terbesar)) {
      delete line.dataset.jalan;
      line.textContent = `${file.name}: ditolak, lebih besar dari 25 MB.`;
      return;
    }
    line.textContent = `${file.name}: mengunggah…`;
    uploading++;
    ask(
      row,
      body,
      (part) => {
        line.textContent = `${file.name}: mengunggah ${part} %`;
      },
      async (status, data) => {
        uploading--;
        if (status === 200) {
          line.remove();
          standing(row, data);
        } else if (await stopped(status ? { status } : null, data)) {
          files.push({ row, file, line });
          line.textContent = `${file.name}: belum terunggah, menunggu sambungan`;
        } else {
          delete line.dataset.jalan;
          line.textContent = `${file.name}: ditolak. ${data.kata || ""}`;
        }
        tally();
        if (!uploading && pressed) {
          const button = pressed;
          pressed = null;
          if (!files.length) form.requestSubmit(button);
        }
      },
    );
  }
  function release(row, button) {
    const body = new FormData();
    body.append("lepas", button.value.replace("hapus-", ""));
    ask(
      row,
      body,
      () => {},
      async (status, data) => {
        if (status === 200) standing(row, data);
        else {
          await stopped(status ? { status } : null, data);
          tell(row, `berkas belum dilepas: ${data.kata || "sambungan terputus"}`, "salah");
        }
      },
    );
  }

  /* Keys and paste. */
  const seen = (input) => input && input.offsetParent !== null;
  function go(input) {
    input.focus();
    input.select?.();
  }
  function across(part, input, step) {
    const column = [...form.querySelectorAll(`[name^="${part}-"]`)].filter(seen),
      next = column[column.indexOf(input) + step];
    if (next) go(next);
    else leave(rowOf(input)); // the last cell is left by Enter all the same
  }
  form.addEventListener("keydown", (event) => {
    const input = event.target,
      [part] = (input.name || "").split("-"),
      row = rowOf(input);
    if (
      !row ||
      input.tagName !== "INPUT" ||
      !PARTS.includes(part) ||
      event.isComposing ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey
    )
      return;
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (step && (event.key === "Enter" || !event.shiftKey)) {
      event.preventDefault();
      across(part, input, step);
      return;
    }
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key],
      { selectionStart: from, selectionEnd: to, value } = input;
    const whole = from === 0 && to === value.length;
    if (!aside || event.shiftKey || !(whole || (from === to && from === (aside > 0 ? value.length : 0)))) return;
    const line = ["nilai", "alasan", "kendala"].map((name) => field(name, row)).filter(seen),
      next = line[line.indexOf(input) + aside];
    if (next) {
      event.preventDefault();
      go(next);
    }
  });
  function block(text) {
    // quoted cells may hold line ends
    const found = [[]];
    let cell = "",
      quoted = false,
      from = 0;
    for (; from < text.length; from++) {
      const sign = text[from];
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (text[from + 1] === '"') {
          cell += sign;
          from++;
        } else quoted = false;
      } else if (sign === '"' && !cell) quoted = true;
      else if (sign === "\t") {
        found.at(-1).push(cell);
        cell = "";
      } else if (sign === "\n") {
        found.at(-1).push(cell);
        cell = "";
        found.push([]);
      } else if (sign !== "\r") cell += sign;
    }
    if (cell || found.at(-1).length) found.at(-1).push(cell);
    else found.pop();
    return found.map((one) => one.map((words) => words.replace(/\s+/g, " ").trim()));
  }
  const WORDS = { "belum berjalan": "not_started", "tidak berlaku": "not_applicable" };
  form.addEventListener("paste", (event) => {
    const input = event.target,
      [part] = (input.name || "").split("-"),
      data = event.clipboardData,
      first = rowOf(input);
    if (!first || !PARTS.includes(part) || !data) return;
    const text = data.getData("text/plain"),
      lines = block(text);
    const table = part === "nilai" || text.includes("\t") || /<t[dr]\b/i.test(data.getData("text/html"));
    if (!table || (lines.length < 2 && (lines[0] || []).length < 2)) return;
    event.preventDefault();
    const all = [...rows.values()],
      start = all.indexOf(first);
    lines.slice(0, all.length - start).forEach((cells, n) => {
      fillIn(all[start + n], part, cells);
    });
    const lost = lines.length - (all.length - start);
    if (lost > 0)
      news(`${lost} baris terakhir tidak ditempel: indikatornya tidak ada di bawah sel ini.`, "", "", "ditempel");
  });
  function fillIn(row, part, cells) {
    const [figure, beside] = part === "nilai" ? cells : ["", cells[0]],
      answer = WORDS[(figure || "").toLowerCase()];
    if (figure) {
      field("jawab", row).value = answer || "value";
      field("nilai", row).value = answer ? "" : figure;
    }
    if (beside) field(part === "alasan" || answer ? "alasan" : "kendala", row).value = beside;
    if (figure || beside) {
      typed(row);
      leave(row);
    }
  }

  /* Beginning. */
  const rowOf = (element) => rows.get(element.closest?.("[data-baris]")?.dataset.baris);
  form.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (!row || event.target === row.file) return;
    if (event.target.name.startsWith("nilai-") && event.target.value.trim()) field("jawab", row).value = "value";
    typed(row);
  });
  form.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (row && event.target !== row.file) leave(row);
    else if (row) {
      for (const file of row.file.files) upload(row, file);
      row.file.value = "";
    }
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button"),
      link = event.target.closest("a[href^='#']"),
      row = button && rowOf(button);
    if (row && button.value.startsWith("hapus-")) {
      event.preventDefault();
      release(row, button);
    }
    const asked = link && document.querySelector(link.hash)?.closest("[data-baris]");
    if (asked) {
      event.preventDefault();
      go(field("nilai", rows.get(asked.dataset.baris)));
      asked.scrollIntoView({ block: "center" });
    }
  });
  for (const name of ["dragover", "dragleave", "drop"])
    form.addEventListener(name, (event) => {
      const row = address && rowOf(event.target);
      if (!row?.file || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      row.tr.classList.toggle("jatuh", name === "dragover");
      if (name === "drop") for (const file of event.dataTransfer.files) upload(row, file);
    });
  form.addEventListener("submit", (event) => {
    const waits = uploading || files.length;
    if (navigator.onLine && !waits) {
      localStorage.setItem(`${HERE}kirim`, JSON.stringify({ w: Date.now() }));
      return;
    }
    event.preventDefault();
    if (uploading) pressed = event.submitter;
    news(
      uploading
        ? "Menunggu berkas selesai diunggah, lalu terkirim."
        : "Sambungan terputus: isian belum dikirim. Ketikan aman di perangkat ini; tekan lagi setelah tersambung.",
    );
  });
  addEventListener("online", flush);
  addEventListener("focus", () => {
    if (ended || files.length) flush();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) flush();
  });
  for (const name of ["dragover", "drop"])
    document.addEventListener(name, (event) => {
      // a file beside a row must not open in its place
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });

  try {
    sweep();
  } catch {
    /* a device that keeps nothing */
  }
  if (address) form.enctype = "application/x-www-form-urlencoded"; // files go one by one
  for (const tr of form.querySelectorAll("[data-baris]")) {
    const row = {
      key: tr.dataset.baris,
      tr,
      note: tr.querySelector("[data-keadaan]"),
      box: tr.querySelector("[data-bukti]"),
      file: tr.querySelector("[type=file]"),
      stored: true,
    };
    row.bad = !!tr.querySelector("[aria-invalid]") && !blank({ key: row.key });
    row.file?.removeAttribute("name");
    rows.set(row.key, row);
  }
  for (const row of rows.values()) {
    const entry = kept(HERE + row.key);
    if (entry && !same(entry.t, read(row))) {
      put(row, entry.t);
      if (field("versi", row)) field("versi", row).value = entry.v;
      row.dirty = row.stuck = true;
      tell(row, `hanya di perangkat ini (${clock(entry.w)}), belum terkirim`, "lokal");
      leave(row);
    } else if (row.tr.dataset.baru !== undefined && address) {
      typed(row);
      leave(row);
    } else if (entry) localStorage.removeItem(HERE + row.key);
  }
})();
