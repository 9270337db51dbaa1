namespace Headgate.Dbt.CommandLine;

/// <summary>Who does what an option asks for. An option that nobody reads says why that is right.</summary>
internal abstract record OptionUse
{
    private OptionUse() { }

    /// <summary>The engine reads it.</summary>
    public static OptionUse Code { get; } = new ByCode();

    /// <summary>The engine's macros read it as a member of <c>flags</c>.</summary>
    /// <param name="flag">The member: <c>FULL_REFRESH</c>.</param>
    public static OptionUse Macro(string flag) => new ByMacro(flag);

    /// <summary>Nobody has to read it: with it and without it a call does the same, and that is what it asks for.</summary>
    /// <param name="why">Why that is so.</param>
    public static OptionUse Needless(string why) => new Unread(why);

    /// <summary>See <see cref="Code"/>.</summary>
    internal sealed record ByCode : OptionUse;

    /// <summary>See <see cref="Macro"/>.</summary>
    internal sealed record ByMacro(string Flag) : OptionUse;

    /// <summary>See <see cref="Needless"/>.</summary>
    internal sealed record Unread(string Why) : OptionUse;
}
