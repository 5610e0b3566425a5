// A search box with suggestions: the editable combobox with list autocompletion of ARIA 1.2 (APG).
// The box stays the same element in the same form; without suggestions it works as before.
const ADDRESS = "/szukaj/podpowiedzi.json?q=";
const SHORTEST = 2;
const PAUSE = 120; // milliseconds without a key before asking
const HINT = "Gdy pojawią się podpowiedzi, przejdź do nich strzałką w dół i wybierz klawiszem Enter.";
const enhanced = new WeakSet();

const make = (tag, attributes, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

export const enhance = (input) => {
  if (enhanced.has(input)) return;
  enhanced.add(input);
  const id = `${input.id}-podpowiedzi`;
  const list = make("ul", { id, class: "suggestions", role: "listbox", "aria-label": "Podpowiedzi" });
  const hint = make("span", { id: `${id}-opis`, hidden: "" }, HINT);
  const status = make("span", { class: "visually-hidden", role: "status" });
  const known = new Map();
  let items = [];
  let active = -1;
  let timer = 0;
  let asked = "";

  const close = () => {
    clearTimeout(timer);
    asked = "";
    items = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const activate = (index) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const choose = (item) => {
    close();
    if (!item.query) {
      location.assign(item.url);
      return;
    }
    input.value = item.text;
    input.form.requestSubmit();
  };

  const show = (found) => {
    close();
    if (!found.length) return;
    items = found;
    list.replaceChildren(...found.map((item, index) => {
      const option = make("li", { id: `${id}-${index}`, role: "option", "aria-selected": "false" });
      option.append(make("span", {}, item.text), " ", make("span", { class: "suggestion-kind" }, item.kind));
      option.addEventListener("click", () => choose(item));
      return option;
    }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    status.textContent = `${found.length} ${found.length === 1 ? "podpowiedź" : "podpowiedzi"}`;
  };

  const ask = async () => {
    const typed = input.value.trimStart();
    if (typed.length < SHORTEST) {
      close();
      return;
    }
    asked = typed;
    if (!known.has(typed)) {
      const answer = await fetch(ADDRESS + encodeURIComponent(typed)).catch(() => null);
      if (answer?.ok) known.set(typed, (await answer.json()).completions);
    }
    if (asked === typed && document.activeElement === input) show(known.get(typed) ?? []);
  };

  const keys = {
    ArrowDown: () => (items.length ? activate((active + 2) % (items.length + 1) - 1) : ask()),
    ArrowUp: () => (items.length ? activate((active + items.length + 1) % (items.length + 1) - 1) : ask()),
    Escape: () => items.length && close(),
    Enter: () => active >= 0 && choose(items[active]),
  };

  input.addEventListener("keydown", (event) => {
    const handles = event.key in keys && !event.isComposing;
    const needsOpen = event.key === "Escape" ? items.length === 0 : event.key === "Enter" && active < 0;
    if (!handles || needsOpen) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());

  input.removeAttribute("type"); // "search" may not be a combobox
  for (const [name, value] of Object.entries({
    role: "combobox",
    enterkeyhint: "search",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-describedby": `${input.getAttribute("aria-describedby") ?? ""} ${hint.id}`.trim(),
  })) input.setAttribute(name, value);
  input.parentElement.append(list, hint, status);
  close();
};
