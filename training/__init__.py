"""How the shipped model is made: prepare, train, export, quantise, tune. No part of the package."""
