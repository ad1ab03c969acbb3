"""What a repair says for people: inspections, explanations, checks of fixtures, estimates.

May import everything below it, `nortext.pipeline` included.
"""
