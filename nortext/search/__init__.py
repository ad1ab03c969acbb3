"""Choosing among readings: evidence for passages, the search over sentences, calibration.

May import everything below it: `nortext.text`, `nortext.language`, `nortext.channel`,
`nortext.characters`, and the modules `nortext.document`, `nortext.models` and `nortext.results`.
"""
