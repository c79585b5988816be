"""The record as pages and as a JSON API. Only this room knows HTTP."""
