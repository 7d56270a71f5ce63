"""Finding what there is to read: modules, steps, cafés and whatever else joins them.

`kinds` says what can be found, `index` keeps its words, `asking` finds them again,
`results` shows them. See docs/adr/0013-search.md.
"""
