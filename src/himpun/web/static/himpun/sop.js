// Comfort for the confirm screen: on a narrow screen the questions come first, and the keyboard stays where one was.
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
