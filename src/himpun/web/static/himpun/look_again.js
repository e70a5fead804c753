// While a copy is under way, look again every three seconds; only the page's own part changes, so that a reader stays
// in place.
async function lookAgain() {
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = document.querySelector("[data-running]");
    const now = page.querySelector("[data-running]");
    if (!answer.ok || !now) return location.reload();
    if (there.innerHTML !== now.innerHTML) there.innerHTML = now.innerHTML;
  } catch {
    /* the line is cut: try again */
  }
  setTimeout(lookAgain, 3000);
}
setTimeout(lookAgain, 3000);
