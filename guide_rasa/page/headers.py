"""The security headers of every answer."""

from __future__ import annotations

from collections.abc import Iterable

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # The page may listen to the microphone, where speech is recognised on the device; nothing else is used.
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)",
}
PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, HX-Request"}
"""For whatever belongs to a conversation."""

LASTING = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
"""For files whose address changes when they do."""

FOR_ANY_SITE = {
    "Cache-Control": "public, max-age=300",
    "Vary": "Accept-Encoding",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""For the one script that other sites load."""


def security_headers(ancestors: Iterable[str] = ()) -> dict[str, str]:
    """The headers of an answer that the sites in `ancestors`, and no others, may show in a frame."""
    allowed = " ".join(ancestors) or "'none'"
    framed = {} if allowed != "'none'" else {"X-Frame-Options": "DENY"}
    return {"Content-Security-Policy": _POLICY + allowed, **_ALWAYS, **framed}
