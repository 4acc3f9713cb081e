"""Write the two sheets anew: `python -m akwaba.demo.sheets`."""

from akwaba.demo.sheets import write

if __name__ == "__main__":
    write()
