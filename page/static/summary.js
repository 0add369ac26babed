// Shows the button that prints: without this script it could do nothing, so it stays hidden.
const button = document.getElementById("print");
button.addEventListener("click", () => window.print());
button.hidden = false;
