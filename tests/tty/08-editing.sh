# Long lines wrap and are redrawn, wide characters, changes of the window's size.
columns=40
start -NoProfile
text '"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee".Length'
keys Home
text '1 + '
keys Enter
see '^51$'
text '"日本語日本語日本語日本語日本語日本語"'
keys Left Left Left BSpace Enter
see '^日本語日本語日本語日本語日本日本語$|^日本語日本語日本語日本語日語日本語$|^日本語'
line '$Host.UI.RawUI.WindowSize.Width'
see '^40$'
tm resize-window -t t -x 60 -y 20
line '$Host.UI.RawUI.WindowSize.Width'
see '^60$'
columns=
