"""Tests of writing pages."""
