// A link to what a notification is about: following it marks the notification as read. <a href="/follow-ups/17" data-read="/notifications?handler=read&id=3">
export function markRead(address) {
  const token = document.querySelector('input[name="__RequestVerificationToken"]')?.value;
  if (!token) return;
  fetch(address, { method: 'POST', keepalive: true, headers: { 'X-CSRF-TOKEN': token } }).catch(() => {});
}

export default function read(link) {
  link.addEventListener('click', () => markRead(link.dataset.read));
}
