"""Finding what a person means among what is written; it knows words, not what they are about."""

import os

# numpy reads it when it is imported. A question is so little work that more threads than one only
# wait for each other, and each keeps memory of its own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
