"""Near-copies of a text among millions: MinHash signatures in sorted bands on disk, looked into by memory mapping.

| module      | does                                                              |
|-------------|-------------------------------------------------------------------|
| `signature` | from a text to its words as one string, and to its bands          |
| `arrays`    | files of a segment: arrays of numbers, and texts one behind the other |
| `write`     | writes a segment                                                  |
| `segment`   | reads one: the texts that are most like a text                     |

Nothing is pickled: arrays are `.npy` files without objects, texts are UTF-8.
"""
