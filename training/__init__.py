"""How the shipped model is made: `__main__.py` has the steps. No part of the package."""
