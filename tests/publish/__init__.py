"""Tests of publishing, and the small invented archive they publish."""
