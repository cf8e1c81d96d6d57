/** The little that happens without a reload: a task is ticked, and a menu closes when one clicks beside it. */
export const script = `
document.addEventListener('change', async (event) => {
  const box = event.target;
  if (box instanceof HTMLSelectElement && box.dataset.submit !== undefined) return box.form.requestSubmit();
  if (!(box instanceof HTMLInputElement) || !box.dataset.task) return;
  box.disabled = true;
  const answer = await fetch('/wiki/actions/toggle-task', { method: 'POST', body: new URLSearchParams({ taskId: box.dataset.task, quiet: '1' }) });
  box.disabled = false;
  if (!answer.ok) { box.checked = !box.checked; return alert(await answer.text()); }
  box.closest('li').className = box.checked ? 'done' : 'open';
});
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('.tools details[open]')) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('.tools details[open]')) { menu.open = false; menu.querySelector('summary').focus(); }
});
`;
