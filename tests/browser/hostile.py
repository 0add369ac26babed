"""Words that would run, load or change something if the page took them for more than words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guide.page.figures import Figure
from guide.page.typeset import Call, Part, Term
from guide.page.view import Block, Choice, Choices, Live, Progress, SourceLink, Turn, View

RUN = "window.ran=(window.ran||0)+1"

PAYLOADS = (
    f"<script>{RUN}</script>",
    f"</p></article><script>{RUN}</script>",
    f"<img src=x-1 onerror={RUN}>",
    f"<img/src=x-2 onerror={RUN}//",
    f"<svg onload={RUN}></svg>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    '<iframe src="https://evil.example/"></iframe>',
    f'<a href="javascript:{RUN}">tap here</a>',
    f'<form action="javascript:{RUN}"><button>tap here</button></form>',
    f'" onmouseover="{RUN}" x="',
    f"' autofocus onfocus='{RUN}' x='",
    f'"><script>{RUN}</script>',
    f"</textarea><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "{{ words.__class__.__mro__ }}",
    f"<b hx-on:click='{RUN}' hx-on::load='{RUN}'>x</b>",
    '<b hx-get="/chat/x-3" hx-trigger="load">x</b>',
    '<b data-hx-get="https://evil.example/" data-hx-trigger="load">x</b>',
    '<section id="live" hx-swap-oob="true">x</section>',
    "<style>body{display:none} @import 'https://evil.example/a.css';</style>",
    '<link rel="stylesheet" href="https://evil.example/a.css">',
    '<p style="background:url(https://evil.example/b.png)">x</p>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    f"<!--><img src=x-4 onerror={RUN}>-->",
    "<![CDATA[<script>window.ran=1</script>]]>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    "&#60;script&#62;window.ran=1&#60;/script&#62;",
    "javascript:window.ran=1",
    "data:text/html,<script>parent.ran=1</script>",
)


def view(words: Mapping[str, Any], payload: str) -> View:
    """A page that has `payload` in each place that can hold words or an address."""
    choices = (Choice(payload, payload, payload), Choice(payload + "2", payload, payload, "area_one_limb.svg"))
    figure = Figure("kinds.svg", payload, payload)
    answer = Block(
        "answer",
        (
            Part((payload,)),
            Part(((payload, Term(payload, payload, payload, 1, payload, payload)),)),
            Part((payload, payload), is_list=True),
        ),
        sources=(SourceLink(payload, payload, payload, payload),),
        figure=figure,
    )
    card = Block("emergency", (Part((payload,)),), level="emergency", calls=(Call(payload, payload),))
    return View(
        turns=(Turn("hostile-1", payload, (answer, card)), Turn("hostile-2", payload, (answer, card))),
        live=Live(
            "choices-id",
            "composer-id",
            Choices(choices, payload, several=True, alone=choices, figure=figure),
            Progress(1, 2),
            helps=choices,
            has_summary=True,
        ),
        call=payload,
        calls=(Call(payload, payload),),
        notice=payload,
        kept=payload,
    )
