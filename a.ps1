function g { 1/0 }
g