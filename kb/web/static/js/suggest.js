// The search boxes learn to suggest when one of them is first used; nothing is loaded before.
const learn = async (input) => {
  if (!(input instanceof HTMLInputElement) || !input.dataset.suggest) return;
  const { enhance } = await import(input.dataset.suggest);
  enhance(input);
};
addEventListener("focusin", (event) => learn(event.target));
learn(document.activeElement);
