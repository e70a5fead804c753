// Adds a button to each ready message: one press copies it. Without this file it is selected and copied by hand.
async function copy(area) {
  if (navigator.clipboard) return navigator.clipboard.writeText(area.value);
  area.select(); // an office network without HTTPS has only the old way
  document.execCommand("copy");
}
for (const area of document.querySelectorAll("textarea.message")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Salin pesan";
  button.addEventListener("click", () =>
    copy(area).then(() => {
      button.textContent = "Tersalin";
    }),
  );
  area.closest("label").after(button);
}
