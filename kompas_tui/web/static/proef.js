// Measures how long a word goes to the laptop and back, and tells it to both.
(async () => {
  const line = document.getElementById("duur");
  if (!line || !window.fetch) return;
  const at = "/PROEF/tik?js=1&w=" + line.dataset.woord;
  const took = [];
  for (let n = 0; n < 5; n++) {
    const began = performance.now();
    try {
      await fetch(at, { cache: "no-store" });
    } catch (e) {
      line.textContent = line.dataset.weg;
      return;
    }
    took.push(performance.now() - began);
  }
  const middle = Math.max(Math.round(took.sort((a, b) => a - b)[2]), 1);
  await fetch(at + "&ms=" + middle, { cache: "no-store" });
  line.textContent = line.dataset.duur.replace("{aantal}", middle);
})();
