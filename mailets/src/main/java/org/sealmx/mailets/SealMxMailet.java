package org.sealmx.mailets;

/**
 * The mailets of which SealMX knows what they do with a message in the clear. The check of the chain asks the loaded
 * class and not its name: the classes are listed here, and the virtual machine loads no other that says it is one. An
 * operator's delivery is one by extending {@link Deliver}, which is all that it can see of a message: its ciphertext.
 */
public sealed interface SealMxMailet permits FinalDelivery, Refuse, ResolveAliases, Sealing {}
