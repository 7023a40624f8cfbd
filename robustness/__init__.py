"""Whether Quoth bears whatever it is given, and for how long: a fuzzer and a soak. Outside the package."""
