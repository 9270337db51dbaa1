namespace Headgate.Cli.Terminals;

/// <summary>The few ways in which a terminal's text may stand out. Never the only sign: a word always says the same.</summary>
internal enum Paint
{
    /// <summary>As it comes.</summary>
    None,

    /// <summary>Success, allowed.</summary>
    Green,

    /// <summary>Warnings, held.</summary>
    Yellow,

    /// <summary>Failures, refused.</summary>
    Red,

    /// <summary>What a reader looks for.</summary>
    Bold,

    /// <summary>What a reader may skip.</summary>
    Dim,
}
