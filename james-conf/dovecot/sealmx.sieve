require ["duplicate", "fileinto", "imap4flags", "mailbox", "variables"];

# A message whose reply was lost comes once more, with the same delivery id: keep the first.
if header :matches "X-SealMX" "*; delivery=*" {
    if duplicate :uniqueid "${2}" :seconds 2592000 {
        discard;
        stop;
    }
}

# The folder and the flags that a mailet asked for before the message was sealed.
if header :matches "X-SealMX-Flags" "*" {
    setflag "${1}";
}
if header :matches "X-SealMX-Folder" "*" {
    fileinto :create "${1}";
}
