"""The record: articles and quotations kept, searched, compared and checked."""
