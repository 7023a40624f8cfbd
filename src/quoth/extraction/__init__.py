"""The extraction room: the model's scores -> attributions, nested, and the quotations that none of them holds."""
