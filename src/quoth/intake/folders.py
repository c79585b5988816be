"""What the user names on the disk (a file, a folder, a pattern) to the files that it stands for."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator

from quoth.errors import EmptyInput, InputError
from quoth.intake.forms import FORMS, NOT_FROM_FOLDERS, form_of

_PATTERN = re.compile(r"[*?\[]")


def files_of(name: str) -> Iterator[str | InputError]:
    """Yield the paths of the files that a name stands for, in order.

    Args:
        name: a path, a folder (read to its depths, in the order of names) or a pattern.

    Yields:
        Paths, of files that may not be there; an error where the name stands for none.
    """
    if not name or "\0" in name:
        yield InputError(name.replace("\0", "�"), "not a path", "name a file or a folder")
    elif os.path.isdir(name):
        yield from _folder(name)
    elif not os.path.lexists(name) and _PATTERN.search(name):
        matched = sorted(glob.glob(name, recursive=True))
        if not matched:
            yield InputError(name, "no file matches this pattern", "check the path")
        for path in matched:
            if os.path.isdir(path):
                if "**" not in name:
                    yield from _folder(path)
            else:
                yield path
    else:
        yield name


def _folder(top: str) -> Iterator[str | InputError]:
    found = False
    for here, folders, files in os.walk(top):
        # "page_files" holds the scripts and frames of a page saved as "page.html".
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not f.endswith("_files")
        )
        for file in sorted(files):
            form = form_of(file)
            if form and form not in NOT_FROM_FOLDERS and not file.startswith("."):
                found = True
                yield os.path.join(here, file)
    if not found:
        try:
            os.listdir(top)
        except OSError as error:
            yield InputError(top, f"cannot be read: {error.strerror}", "check its permissions")
        else:
            endings = ", ".join(e for e, form in FORMS.items() if form not in NOT_FROM_FOLDERS)
            yield EmptyInput(top, "no articles in this folder", f"files read are {endings}")
