// Says that a security key did not answer; django-allauth's script would only write it to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const message = document.getElementById("key-error");
  message.textContent = message.dataset.text;
});
