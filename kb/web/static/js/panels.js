// Panels marked data-panel (filters, contents) stand open where the window is wide.
const wide = matchMedia("(min-width: 60em)");
const panels = document.querySelectorAll("details[data-panel]");
const adjust = () => panels.forEach((panel) => { panel.open = wide.matches; });
adjust();
wide.addEventListener("change", adjust);
