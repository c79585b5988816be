"""Verbs that have verbs of their own."""

from __future__ import annotations

import click


class ListedVerbs(click.Group):
    """Verbs, of which `list` goes without saying."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)
