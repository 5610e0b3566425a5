// The page as readers would see it, beside the form on wide windows, under it on narrow ones.
import { fieldsOf } from "./fields.js";

const PAUSE = 700; // milliseconds without a key before drawing anew
const PLACES = {
  podstawowe: "w-skrocie", skrot: "w-skrocie", zakres: "w-skrocie", waznosc: "w-skrocie",
  prawo: "podstawa-prawna", powiazania: "powiazane", weryfikacja: "do-weryfikacji",
};

export const showPreview = (editor, form) => {
  const panel = editor.querySelector("#podglad");
  const button = form.querySelector("[data-preview-button]");
  let timer = 0;
  let number = 0;
  let left = 0; // where the writer was before looking

  /** Show what is being written: the part of the page made from the part of the form. */
  const follow = (part) => {
    const anchor = part?.querySelector("h2").id;
    const shown = anchor && panel.querySelector(`#podglad-${PLACES[anchor] ?? anchor}`);
    if (shown) panel.scrollTop += shown.getBoundingClientRect().top - panel.getBoundingClientRect().top - 16;
  };

  const draw = async () => {
    const mine = ++number;
    const sent = new URLSearchParams([
      ["expected", form.elements.expected.value],
      ...fieldsOf(form),
    ]);
    const answer = await fetch(`${editor.dataset.url}/podglad`, {
      method: "POST",
      headers: { "X-Token": editor.dataset.token },
      body: sent,
    }).catch(() => null);
    if (mine !== number || panel.hidden) return;
    if (!answer?.ok || answer.redirected) {
      panel.dataset.state = "Podgląd jest teraz niedostępny.";
      return;
    }
    delete panel.dataset.state;
    const place = panel.scrollTop;
    panel.innerHTML = await answer.text();
    panel.scrollTop = place;
  };

  button.addEventListener("click", (event) => {
    event.preventDefault();
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    button.textContent = panel.hidden ? "Podgląd" : "Ukryj podgląd";
    editor.classList.toggle("with-preview", !panel.hidden);
    if (panel.hidden) {
      scrollTo(0, left);
      return;
    }
    left = scrollY;
    const part = [...form.querySelectorAll(".editor-part")].find((one) => one.getBoundingClientRect().bottom > innerHeight / 3);
    draw().then(() => follow(part));
    if (!matchMedia("(min-width: 60em)").matches) {
      panel.scrollIntoView();
      panel.focus();
    }
  });
  form.addEventListener("input", () => {
    if (panel.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
  form.addEventListener("focusin", (event) => {
    if (!panel.hidden && !event.target.closest(".editor-bar")) follow(event.target.closest(".editor-part"));
  });
  // Links in the preview would lead away from the text being written.
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && !link.getAttribute("href").startsWith("#")) {
      event.preventDefault();
      open(link.href, "_blank", "noopener");
    }
  });
};
