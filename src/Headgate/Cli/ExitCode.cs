namespace Headgate.Cli;

/// <summary>What a command's end tells a script.</summary>
internal static class ExitCode
{
    /// <summary>It did what it was asked.</summary>
    public const int Done = 0;

    /// <summary>It could not, or what it followed failed.</summary>
    public const int Failed = 1;

    /// <summary>It was asked wrongly.</summary>
    public const int Misuse = 2;

    /// <summary>Nothing contradicts the record, but it is vouched for only in part.</summary>
    public const int Unvouched = 3;
}
