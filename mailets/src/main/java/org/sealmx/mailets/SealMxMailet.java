package org.sealmx.mailets;

/**
 * The mailets whose handling of unencrypted messages SealMX knows. The check of the chain asks the loaded class, not
 * its name: the classes are listed here, and the virtual machine loads no other class that claims to be one of them. An
 * operator's own delivery becomes one by extending {@link Deliver}, and sees nothing of a message but its ciphertext.
 */
public sealed interface SealMxMailet permits FinalDelivery, Refuse, ResolveAliases, Sealing {}
