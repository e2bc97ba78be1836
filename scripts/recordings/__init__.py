"""Makes the recordings of the starter content: slides, a synthetic voice and captions.

``script`` reads what is said and shown, ``speech`` lays the sentences on a track, ``captions`` cuts them into cues,
``vtt`` writes those, ``slides`` draws, ``film`` encodes, ``check`` looks at the results, ``programs`` runs what is
outside Python, and ``__main__`` is the command.
"""
