/* A cell on its way, and what comes back. */
"use strict";
{
  const { form, rows, address, account, PARTS, field, typedIn, write, setVersion, isSame, isBlank } = isian;
  const { keep, forgetSent, make, clock, tell, tellOnlyHere, tally, announce, withdrawNotice, showFindings } = isian;
  const AT_ONCE = 4; // of six lines that a browser opens to a host, two are left for files
  const TRY_AGAIN_AFTER = 15000;
  const queue = [];
  let retry = 0;
  let tokenRenewed = false;

  function noteTyping(row) {
    row.dirty = true;
    row.stuck = !address;
    row.stored = keep(row);
    if (!row.busy) tell(row, "belum tersimpan", "lokal");
  }

  function leave(row) {
    if (!row.dirty || row.other) return;
    if (!address) {
      tell(row, `hanya di perangkat ini (${clock(Date.now())}), terkirim dengan tombol di bawah`, "lokal");
    } else if (row.busy) {
      row.again = true;
    } else {
      row.busy = true;
      tell(row, "menyimpan…", "jalan");
      queue.push(row);
      sendNext();
    }
  }

  function sendNext() {
    while (isian.sending < AT_ONCE && queue.length) {
      isian.sending++;
      send(queue.shift()).finally(() => {
        isian.sending--;
        sendNext();
        tally();
        isian.pressAgain();
      });
    }
  }

  async function send(row) {
    const sent = typedIn(row);
    const { status, data } = await post(row, sent);
    row.busy = false;
    if (status === 200) {
      arrived(row, sent, data);
    } else if (data.keadaan === "berbeda") {
      askWhichCounts(row, data);
    } else if (!(await stopsEverything(status, data))) {
      tell(row, `ditolak: ${data.kata || "muat ulang halaman ini"}`, "salah");
    } else if (row.dirty) {
      tellOnlyHere(row);
    }
    if (row.again) {
      row.again = false;
      leave(row);
    }
  }

  /* The answer's status and its words; status 0 when the line is cut. */
  async function post(row, sent) {
    const body = new URLSearchParams({ akun: account, versi: field("versi", row).value });
    PARTS.forEach((part, position) => body.set(part, sent[position]));
    try {
      const answer = await fetch(`${address}/${row.key}`, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token() },
        keepalive: document.hidden, // the tab may be closing
      });
      return { status: answer.status, data: await answer.json().catch(() => ({})) };
    } catch {
      return { status: 0, data: {} };
    }
  }

  function token() {
    return form.elements.csrfmiddlewaretoken.value;
  }

  function arrived(row, sent, data) {
    setVersion(row, data.versi);
    isian.savedAt = data.pukul;
    isian.stopped = isian.ended = false;
    tokenRenewed = false;
    withdrawNotice();
    forgetSent(row, sent);
    row.dirty = !isSame(typedIn(row), sent);
    row.stuck = false;
    showFindings(row, data.temuan);
    row.line.querySelector("[data-ragu]").textContent = data.ragu;
    if (row.dirty) {
      row.stored = keep(row);
      row.again = true;
    }
    if (isBlank(row)) tell(row, "belum dijawab");
    else if (row.faulty) tell(row, "ketikan disimpan, belum sah", "lokal");
    else tell(row, `tersimpan ${data.pukul}`, "baik");
  }

  /* Whether an answer, or none, concerns every cell and not this one alone: what was typed then waits. */
  async function stopsEverything(status, data) {
    if (status === 0 || status >= 500) {
      clearTimeout(retry);
      retry = setTimeout(sendAll, TRY_AGAIN_AFTER);
      return true;
    }
    const notice = noticeOf(status, data);
    if (notice) {
      isian.stopped = true;
      isian.ended = status === 401;
      announce(notice.words, notice);
      return true;
    }
    return status === 403 && !data.keadaan && (await renewToken());
  }

  function noticeOf(status, data) {
    const here = location.pathname;
    if (data.keadaan === "selesai") {
      const words = `${data.kata} Yang belum terkirim tetap di perangkat ini.`;
      return { words, link: here, label: "Lihat tugas ini" };
    }
    if (data.keadaan === "orang-lain") {
      const words = "Peramban ini sekarang masuk dengan akun lain. Ketikan Anda tetap tersimpan untuk akun Anda.";
      return { words, link: here, label: "Muat ulang" };
    }
    if (status === 401) {
      const words = "Sesi Anda berakhir. Semua ketikan aman di perangkat ini dan terkirim setelah Anda masuk.";
      return { words, link: `/masuk?lanjut=${here}`, label: "Masuk lagi" };
    }
    return null;
  }

  /* After a log-in in another tab the form's token is an old one; a second refusal in a row is a real one. */
  async function renewToken() {
    if (tokenRenewed) return false;
    const page = await fetch(location.pathname)
      .then((answer) => answer.text())
      .catch(() => "");
    const fresh = new DOMParser()
      .parseFromString(page, "text/html")
      .querySelector("form.lembar [name=csrfmiddlewaretoken]");
    if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
    tokenRenewed = true;
    setTimeout(sendAll, 0); // when the refused row is free again
    return true;
  }

  function sendAll() {
    isian.stopped = false;
    for (const row of rows.values()) leave(row);
    isian.uploadWaiting();
  }

  /* Two people, or two tabs: until one is chosen, what stands at the server stays. */
  function askWhichCounts(row, data) {
    row.other = data;
    row.dirty = true;
    row.stuck = true;
    keep(row);
    showFindings(row, []);
    const box = make("div", "", { className: "beda" });
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Dua isian berbeda");
    box.append(
      make("p", "Sel ini sudah diubah di tempat lain."),
      make("p", `Di sana: ${data.kata}`),
      make("p", `Di sini: ${inWords(typedIn(row))}`),
      choice("Pakai yang di sana", () => {
        write(
          row,
          PARTS.map((part) => data.lain[part]),
        );
        settle(row, box);
      }),
      choice("Pakai yang di sini", () => settle(row, box)),
    );
    row.line.querySelector(".beda")?.remove();
    row.note.before(box);
    tell(row, "berbeda: pilih salah satu", "salah");
  }

  function choice(label, onclick) {
    return make("button", label, { type: "button", className: "quiet", onclick });
  }

  function settle(row, box) {
    setVersion(row, row.other.versi);
    row.other = null;
    box.remove();
    noteTyping(row);
    leave(row);
    field("nilai", row).focus();
  }

  function inWords([answer, figure, reason, obstacle]) {
    const answers = { not_started: "belum berjalan", not_applicable: "tidak berlaku" };
    const words = [answers[answer], figure, reason && `alasan: ${reason}`, obstacle && `kendala: ${obstacle}`];
    return words.filter(Boolean).join("; ") || "kosong";
  }

  Object.assign(isian, {
    sending: 0, // cells on their way
    stopped: false, // by an ended session, another account, a task that is over
    noteTyping,
    leave,
    askWhichCounts,
    sendAll,
    stopsEverything,
    token,
  });
}
