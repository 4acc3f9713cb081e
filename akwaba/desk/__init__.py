"""The desk: an app in the browser that registers people with or without a network.

`app/` is what runs in the browser: ES modules without a bundler. The rest of this room serves it
and answers what a device asks of its node. The desk makes, signs and seals entries of the ledger.
"""
