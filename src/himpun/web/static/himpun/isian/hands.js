/* What hands do: keys and paste as in a spreadsheet, choosing, dropping, pressing. It begins at the end. */
"use strict";
{
  const { form, rows, address, PARTS, rowOf, field, typedIn, write, setVersion, isSame } = isian;
  const { keptOf, forget, markSent, sweep, clock, tell, announce, noteTyping, leave, askWhichCounts, sendAll } = isian;
  const { waitingFiles, attach, detach, pressWhenArrived } = isian;
  const BESIDE = ["nilai", "alasan", "kendala"];
  const ANSWERS = { "belum berjalan": "not_started", "tidak berlaku": "not_applicable" };

  function isShown(input) {
    return Boolean(input) && input.offsetParent !== null;
  }

  function goTo(input) {
    input.focus();
    input.select?.();
  }

  function partOf(input) {
    const [part] = (input.name || "").split("-");
    return PARTS.includes(part) ? part : "";
  }

  function pressKey(event) {
    const input = event.target;
    const part = partOf(input);
    const row = rowOf(input);
    const isTaken = event.isComposing || event.altKey || event.ctrlKey || event.metaKey;
    if (!row || !part || input.tagName !== "INPUT" || isTaken) return;
    const down = stepDown(event);
    if (down) {
      event.preventDefault();
      goDown(part, input, down);
      return;
    }
    const aside = stepAside(event, input);
    const next = aside && neighbour(row, input, aside);
    if (next) {
      event.preventDefault();
      goTo(next);
    }
  }

  /* Rows to go down. Shift turns Enter around; with an arrow it marks text. */
  function stepDown(event) {
    if (event.key === "Enter") return event.shiftKey ? -1 : 1;
    if (event.shiftKey) return 0;
    return { ArrowDown: 1, ArrowUp: -1 }[event.key] || 0;
  }

  /* Fields to go to the right. An arrow leaves a field at its end, or when all of it is marked. */
  function stepAside(event, input) {
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!aside || event.shiftKey) return 0;
    const { selectionStart, selectionEnd, value } = input;
    const isAllMarked = selectionStart === 0 && selectionEnd === value.length;
    const end = aside > 0 ? value.length : 0;
    const isAtEnd = selectionStart === end && selectionEnd === end;
    return isAllMarked || isAtEnd ? aside : 0;
  }

  function goDown(part, input, step) {
    const column = [...form.querySelectorAll(`[name^="${part}-"]`)].filter(isShown);
    const next = column[column.indexOf(input) + step];
    if (next) goTo(next);
    else leave(rowOf(input)); // the last is left by Enter all the same
  }

  function neighbour(row, input, step) {
    const line = BESIDE.map((part) => field(part, row)).filter(isShown);
    return line[line.indexOf(input) + step];
  }

  function paste(event) {
    const first = rowOf(event.target);
    const part = partOf(event.target);
    const clipboard = event.clipboardData;
    if (!first || !part || !clipboard) return;
    const text = clipboard.getData("text/plain");
    const lines = tableOf(text);
    // Lines of prose go into a field of words; a table goes over the cells.
    const isTable = part === "nilai" || text.includes("\t") || /<t[dr]\b/i.test(clipboard.getData("text/html"));
    const isOneCell = lines.length < 2 && (lines[0] || []).length < 2;
    if (!isTable || isOneCell) return;
    event.preventDefault();
    const all = [...rows.values()];
    const below = all.slice(all.indexOf(first));
    lines.slice(0, below.length).forEach((cells, position) => fillRow(below[position], part, cells));
    const lost = lines.length - below.length;
    if (lost > 0) {
      const words = `${lost} baris terakhir tidak ditempel: indikatornya tidak ada di bawah sel ini.`;
      announce(words, { until: "ditempel" });
    }
  }

  /* On a figure: it and the words beside it, the reason of "belum berjalan" or else an obstacle. On words: words. */
  function fillRow(row, part, cells) {
    const [figure, beside] = part === "nilai" ? cells : ["", cells[0]];
    const answer = ANSWERS[(figure || "").toLowerCase()];
    if (figure) {
      field("jawab", row).value = answer || "value";
      field("nilai", row).value = answer ? "" : figure;
    }
    if (beside) field(part === "alasan" || answer ? "alasan" : "kendala", row).value = beside;
    if (figure || beside) {
      noteTyping(row);
      leave(row);
    }
  }

  /* The clipboard's text as lines of cells. A cell with a line end is quoted, a quote in it stands twice. */
  function tableOf(text) {
    const lines = [[]];
    let cell = "";
    let quoted = false;
    const endCell = () => {
      lines.at(-1).push(cell.replace(/\s+/g, " ").trim());
      cell = "";
    };
    for (let at = 0; at < text.length; at++) {
      const sign = text[at];
      if (quoted && sign === '"' && text[at + 1] === '"') {
        cell += sign;
        at++;
      } else if (quoted && sign === '"') {
        quoted = false;
      } else if (quoted) {
        cell += sign;
      } else if (sign === '"' && !cell) {
        quoted = true;
      } else if (sign === "\t") {
        endCell();
      } else if (sign === "\n") {
        endCell();
        lines.push([]);
      } else if (sign !== "\r") {
        cell += sign;
      }
    }
    if (cell || lines.at(-1).length) endCell();
    else lines.pop();
    return lines;
  }

  function typed(event) {
    const row = rowOf(event.target);
    if (!row || event.target === row.chooser) return;
    const isFigure = event.target.name.startsWith("nilai-") && event.target.value.trim();
    if (isFigure) field("jawab", row).value = "value";
    noteTyping(row);
  }

  function changed(event) {
    const row = rowOf(event.target);
    if (!row) return;
    if (event.target === row.chooser) {
      attach(row, row.chooser.files);
      row.chooser.value = ""; // the same file may be chosen again
    } else {
      leave(row);
    }
  }

  function clicked(event) {
    const button = event.target.closest("button");
    const row = button && rowOf(button);
    if (row && button.value.startsWith("hapus-")) {
      event.preventDefault();
      detach(row, button);
    }
    const link = event.target.closest("a[href^='#']");
    const place = link && document.querySelector(link.hash);
    const target = place && rowOf(place);
    if (target) {
      event.preventDefault();
      goTo(field("nilai", target));
      target.line.scrollIntoView({ block: "center" });
    }
  }

  function carriesFiles(event) {
    return event.dataTransfer?.types.includes("Files");
  }

  function dragged(event) {
    const row = address && rowOf(event.target);
    if (!row?.chooser || !carriesFiles(event)) return;
    event.preventDefault();
    row.line.classList.toggle("jatuh", event.type === "dragover");
    if (event.type === "drop") attach(row, event.dataTransfer.files);
  }

  /* A file dropped beside a row must not open in the page's place. */
  function holdFiles(event) {
    if (carriesFiles(event)) event.preventDefault();
  }

  function submitted(event) {
    const apart = [...rows.values()].find((row) => row.other);
    if (apart) {
      event.preventDefault();
      announce("Belum dikirim: ada sel yang berbeda dengan yang tersimpan. Pilih dahulu mana yang dipakai.");
      apart.line.querySelector(".beda button").focus();
      return;
    }
    if (navigator.onLine && !isian.uploading && !isian.sending && !waitingFiles.length) {
      markSent();
      return;
    }
    event.preventDefault();
    if (isian.sending) {
      // What is on its way would arrive as somebody else's change, and the sheet would be refused.
      pressWhenArrived(event.submitter);
    } else if (isian.uploading) {
      pressWhenArrived(event.submitter);
      announce("Menunggu berkas selesai diunggah, lalu terkirim.");
    } else {
      announce(
        "Sambungan terputus: isian belum dikirim. Ketikan aman di perangkat ini; tekan lagi setelah tersambung.",
      );
    }
  }

  function listen() {
    form.addEventListener("keydown", pressKey);
    form.addEventListener("paste", paste);
    form.addEventListener("input", typed);
    form.addEventListener("change", changed);
    form.addEventListener("click", clicked);
    form.addEventListener("submit", submitted);
    for (const name of ["dragover", "dragleave", "drop"]) form.addEventListener(name, dragged);
    for (const name of ["dragover", "drop"]) document.addEventListener(name, holdFiles);
    addEventListener("online", sendAll);
    addEventListener("focus", () => {
      if (isian.stopped || waitingFiles.length) sendAll(); // after a log-in in another tab
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) sendAll(); // perhaps it is being closed
    });
  }

  /* Files go one by one, so that the form leaves without them. */
  function leaveFilesOut() {
    if (address) form.enctype = "application/x-www-form-urlencoded";
    for (const row of rows.values()) row.chooser?.removeAttribute("name");
  }

  function takeUp(row) {
    const entry = keptOf(row);
    if (row.line.dataset.lain) {
      setVersion(row, "0"); // as old as it was typed: opened once more it asks again
      askWhichCounts(row, JSON.parse(row.line.dataset.lain));
    } else if (entry && !isSame(entry.typed, typedIn(row))) {
      write(row, entry.typed);
      setVersion(row, entry.version); // by which it was typed
      row.dirty = true;
      row.stuck = true;
      tell(row, `hanya di perangkat ini (${clock(entry.at)}), belum terkirim`, "lokal");
      leave(row);
    } else if (row.line.dataset.baru !== undefined && address) {
      // a refused form brought it back
      noteTyping(row);
      leave(row);
    } else if (entry) {
      forget(row);
    }
  }

  function begin() {
    document.documentElement.classList.add("hidup");
    isian.gatherRows();
    listen();
    try {
      sweep();
    } catch {
      /* a device that keeps nothing */
    }
    leaveFilesOut();
    for (const row of rows.values()) takeUp(row);
  }

  if (form) begin();
}
