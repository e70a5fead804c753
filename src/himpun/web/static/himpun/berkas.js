// On a phone the step list is what is read: the wide chart waits behind its word. Printed, it is always there.
const whole = document.querySelector("details.whole");
if (whole) {
  const narrow = matchMedia("(max-width: 48rem)");
  const settle = () => {
    whole.open = !narrow.matches;
  };
  narrow.addEventListener("change", settle);
  settle();
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details.whole, details.units")) one.open = true;
  });
}
