"""The layout room: text -> quotation marks, words, the model's input and its windows."""
