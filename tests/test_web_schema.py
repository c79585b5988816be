"""The API keeps to its own description, whatever it is asked: no break-downs, no other answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from port_ellery import port_ellery

from quoth.article import Article
from quoth.quotation import Reading
from quoth.web.app import create_app
from quoth.web.jobs import Job
from quoth.web.settings import Settings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
checks = pytest.importorskip("schemathesis.checks")
hypothesis = pytest.importorskip("hypothesis")

EXAMPLES = 10
"""So many requests are made up for each verb."""
HOST = {"Host": "localhost"}
CONFORMING = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


class Idle:
    """Jobs that read nothing: what is made up is not to be fetched from anywhere."""

    def start(self, inputs: list[str], names: dict[str, str], folder: Path) -> Job:
        job = Job("settled", names, folder)
        job.settle()
        return job

    def job(self, number: str) -> Job | None:
        return Job(number, {}, Path(), done=True) if number == "settled" else None

    def read(self, article: Article) -> Reading:
        return Reading(article)

    def close(self) -> None:
        """Nothing is to be ended."""


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = port_ellery(tmp_path_factory.mktemp("schema") / "quoth.db")
    app = create_app(Settings(path, requests=1_000_000))
    app.state.jobs = Idle()
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HOST)


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_answer_is_one_that_the_description_has(
    description: Any, mode: str, subtests: pytest.Subtests
) -> None:
    asked = 0
    for found in description.get_all_operations():
        operation = found.ok()
        made_up = operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode))

        @hypothesis.settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
        @hypothesis.given(case=made_up)
        def holds(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(
                headers=HOST, checks=[checks.CHECKS.get_one(name) for name in CONFORMING]
            )

        with subtests.test(operation.label):
            holds()
    assert asked > EXAMPLES


@pytest.mark.parametrize(
    ("verb", "path", "parts"),
    [
        ("GET", "/articles/{article_id}", {"path_parameters": {"article_id": 1}}),
        ("GET", "/quotations/{quotation_id}", {"path_parameters": {"quotation_id": 2}}),
        ("GET", "/quotations/{quotation_id}/variants", {"path_parameters": {"quotation_id": 1}}),
        ("GET", "/variants", {"query": {"words": "rebuild the pier by next summer"}}),
        ("GET", "/search", {"query": {"words": "pier", "by": "Okafor", "limit": 1}}),
        ("GET", "/exchange", {"query": {"one": "Okafor", "other": "Tait"}}),
        ("GET", "/stats", {"query": {"by": "outlet"}}),
        ("GET", "/stats", {"query": {"by": "speaker"}}),
        ("GET", "/speakers/{speaker_id}", {"path_parameters": {"speaker_id": 1}}),
        ("GET", "/add/{job_id}", {"path_parameters": {"job_id": "settled"}}),
        ("GET", "/reconcile", {"query": {"queries": '{"q": {"query": "Okafor"}}'}}),
        ("GET", "/reconcile/suggest", {"query": {"prefix": "Oka"}}),
        (
            "POST",
            "/check",
            {
                "body": {
                    "words": "The pier is a ruin",
                    "transcripts": ["TAIT: The pier is a ruin."],
                },
                "media_type": "application/json",
            },
        ),
    ],
)
def test_good_answers_are_as_they_are_described(
    description: Any, verb: str, path: str, parts: dict[str, Any]
) -> None:
    case = description[f"/api/v1{path}"][verb].Case(**parts)
    answer = case.call_and_validate(
        headers=HOST, checks=[checks.CHECKS.get_one(name) for name in CONFORMING]
    )
    assert answer.status_code == 200
