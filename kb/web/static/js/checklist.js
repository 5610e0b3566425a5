// Keeps the ticks of a checklist in this browser, tells the progress, clears and prints.
const list = document.querySelector("[data-checklist]");
const boxes = [...list.querySelectorAll("input[type=checkbox]")];
const progress = list.querySelector("[data-progress]");
const key = `lista:${list.dataset.checklist}`;

// Storage may be switched off; the list then works until the page is left.
const stored = (work) => {
  try {
    return work(localStorage);
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
};
const read = () => {
  const ticked = stored((storage) => JSON.parse(storage.getItem(key)));
  return new Set(Array.isArray(ticked) ? ticked : []);
};
const tell = () => {
  const done = boxes.filter((box) => box.checked).length;
  progress.textContent = `Gotowe: ${done} z ${boxes.length}.`;
};
const keep = () => {
  const ticked = boxes.filter((box) => box.checked).map((box) => box.id);
  stored((storage) => (ticked.length ? storage.setItem(key, JSON.stringify(ticked)) : storage.removeItem(key)));
  tell();
};
const show = () => {
  const ticked = read();
  boxes.forEach((box) => { box.checked = ticked.has(box.id); });
  tell();
};

list.addEventListener("change", keep);
list.querySelector("[data-clear]").addEventListener("click", () => {
  boxes.forEach((box) => { box.checked = false; });
  keep();
});
list.querySelector("[data-print]").addEventListener("click", () => print());
addEventListener("storage", (event) => { if (event.key === key) show(); });
show();
list.querySelector("[data-tools]").classList.add("ready");
