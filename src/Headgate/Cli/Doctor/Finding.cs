namespace Headgate.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is, in one word.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Sentence">What was found, and what to do where it is not well.</param>
internal sealed record Finding(string Name, Verdict Verdict, string Sentence);
