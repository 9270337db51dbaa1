namespace Headgate.Catalogue;

/// <summary>One line of an operation's history.</summary>
/// <param name="Version">The version of Headgate.</param>
/// <param name="Text">What changed.</param>
public sealed record Change(string Version, string Text);
