"""The exchange between nodes: who sends what to whom, over a line or on a stick.

packets     batches as bytes, sealed to one node
offering    what a node may be given, and what it was not given yet
taking      what comes from a node
answering   what a node is answered
session     one meeting with another node, from greeting to comparison
lines       requests that a node signs and answers that it can believe
comparing   do both hold the same?
forking     this node's store was set back: found out and put right
photos      after the entries, piece by piece
sticks      the same batches in a file
"""
