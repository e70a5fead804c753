/* Files: each goes its own way at once, and waits when the line is cut. */
"use strict";
{
  const { form, account, address, largestFile, isBlank } = isian;
  const { make, tell, tally, showFindings, stopsEverything, token } = isian;
  const waiting = [];
  let pressed = null; // the button that waits for the last cell or file

  function attach(row, files) {
    for (const file of files) {
      const line = make("span", "", { className: "proof" });
      row.evidence.append(line);
      if (file.size > largestFile) line.textContent = `${file.name}: ditolak, lebih besar dari 25 MB.`;
      else upload({ row, file, line });
    }
  }

  function upload(attached) {
    const { row, file, line } = attached;
    const body = new FormData();
    body.append("berkas", file);
    line.dataset.jalan = ""; // stays when the list around it is renewed
    line.textContent = `${file.name}: mengunggah…`;
    isian.uploading++;
    const showProgress = (percent) => {
      line.textContent = `${file.name}: mengunggah ${percent} %`;
    };
    postFile(row, body, showProgress, (status, data) => uploaded(attached, status, data));
  }

  async function uploaded(attached, status, data) {
    const { row, file, line } = attached;
    isian.uploading--;
    if (status === 200) {
      line.remove();
      showEvidence(row, data);
    } else if (await stopsEverything(status, data)) {
      waiting.push(attached);
      line.textContent = `${file.name}: belum terunggah, menunggu sambungan`;
    } else {
      delete line.dataset.jalan;
      line.textContent = `${file.name}: ditolak. ${data.kata || ""}`;
    }
    tally();
    pressAgain();
  }

  function uploadWaiting() {
    for (const attached of waiting.splice(0)) upload(attached);
  }

  function pressWhenArrived(button) {
    pressed = button;
  }

  /* Once nothing is on its way any more. */
  function pressAgain() {
    if (!pressed || isian.uploading || isian.sending) return;
    const button = pressed;
    pressed = null;
    if (!waiting.length) form.requestSubmit(button);
  }

  function detach(row, button) {
    const body = new FormData();
    body.append("lepas", button.value.replace("hapus-", ""));
    postFile(
      row,
      body,
      () => {},
      async (status, data) => {
        if (status === 200) {
          showEvidence(row, data);
        } else {
          await stopsEverything(status, data);
          tell(row, `berkas belum dilepas: ${data.kata || "sambungan terputus"}`, "salah");
        }
      },
    );
  }

  /* fetch would not tell how far a file is. */
  function postFile(row, body, onProgress, onAnswer) {
    const request = new XMLHttpRequest();
    request.open("POST", `${address}/${row.key}/bukti`);
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.onprogress = (event) => {
      if (event.total) onProgress(Math.round((100 * event.loaded) / event.total));
    };
    request.onloadend = () => onAnswer(request.status, wordsOf(request.responseText));
    body.append("akun", account);
    request.send(body);
  }

  function wordsOf(text) {
    try {
      return JSON.parse(text);
    } catch {
      return {}; // no answer of ours
    }
  }

  function showEvidence(row, data) {
    const onTheirWay = row.evidence.querySelectorAll("[data-jalan]");
    row.evidence.replaceChildren(...data.bukti.map(evidenceLine), ...onTheirWay);
    isian.savedAt = data.pukul;
    // Evidence may settle a fault; a cell that is being typed is judged when it is left.
    if (!isBlank(row) && !row.dirty) showFindings(row, data.temuan);
    tally();
  }

  function evidenceLine(one) {
    const line = make("span", "", { className: "proof" });
    const button = make("button", "Lepas", {
      className: "quiet",
      name: "putusan",
      value: `hapus-${one.kunci}`,
      ariaLabel: `Lepas ${one.nama}`,
    });
    line.append(make("a", one.nama, { href: `/data-dukung/${one.kunci}` }), " ", button);
    return line;
  }

  const shared = { attach, detach, uploadWaiting, pressWhenArrived, pressAgain };
  Object.assign(isian, { waitingFiles: waiting, uploading: 0, ...shared });
}
