namespace Headgate.Cli.Doctor;

/// <summary>How a thing stands.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, and is weaker than it could be.</summary>
    Weak,

    /// <summary>It does not work, or protects nothing.</summary>
    Bad,
}
