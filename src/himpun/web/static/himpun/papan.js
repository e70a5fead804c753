// The button that copies a message. Without this script the text is there to be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Pesan sudah disalin.";
    } catch {
      // An office's server without HTTPS has no clipboard; the older way works there.
      said.textContent = document.execCommand("copy") ? "Pesan sudah disalin." : "Teks sudah dipilih: tekan Ctrl+C.";
    }
  });
}
