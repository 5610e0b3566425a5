// Help with the body: the toolbar, sections begun at a click, the outline leading into the text.
import "../vendor/markdown-toolbar-element/index.js";

const caretTo = (body, place) => {
  body.focus();
  body.setSelectionRange(place, place);
  const lines = body.value.slice(0, place).split("\n").length;
  const height = body.scrollHeight / body.value.split("\n").length;
  body.scrollTop = Math.max(0, (lines - 3) * height);
};

export const helpWriting = (editor, form) => {
  const body = form.elements.body;
  form.querySelector("[data-toolbar]").hidden = false;
  form.addEventListener("click", (event) => {
    const section = event.target.closest("[data-section] button");
    if (section) {
      event.preventDefault();
      const { section: title } = section.closest("[data-section]").dataset;
      body.value = `${body.value.trimEnd()}\n\n## ${title}\n\n`.trimStart();
      section.closest("[data-section]").hidden = true;
      body.dispatchEvent(new Event("input", { bubbles: true }));
      caretTo(body, body.value.length);
    }
    const place = event.target.closest("[data-line]");
    if (place) {
      event.preventDefault();
      const before = body.value.split("\n").slice(0, Number(place.dataset.line) - 1);
      caretTo(body, before.reduce((sum, line) => sum + line.length + 1, 0));
    }
  });
};
